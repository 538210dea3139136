package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.streams.access.Holder;

/** What a unit's token shows, on every route there is: a route that is new is walked too, or fails here. */
class SubtreeLimitsTest {
    private static final List<String> UNITS =
            List.of("own", "own.a", "province", "xx-d", "xx-d.a", "xx-moved", "xx-unknown");

    /** Values for each id in a path, by what stands before it. */
    private static final Map<String, List<String>> IDS = Map.of(
            "units", UNITS,
            "tasks", List.of("t-own", "t-own.a", "t-shared", "t-undefined", "t-xx-d", "t-province", "t-unknown"),
            "indicators", List.of("i1", "i-unknown"));

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("unit", UNITS),
            Map.entry("by", List.of("plan", "category", "deadline", "child")),
            Map.entry("plan", List.of("p1", "p-unknown")),
            Map.entry("category", List.of("digital")),
            Map.entry("status", List.of("NOT_STARTED")),
            Map.entry("overdue", List.of("false")),
            Map.entry("dueFrom", List.of("2025-01-01")),
            Map.entry("dueTo", List.of("2025-12-31")),
            Map.entry("q", List.of("viec", "xx")),
            Map.entry("kind", List.of("overdue")),
            Map.entry("state", List.of("all", "open", "cleared")),
            Map.entry("format", List.of("csv", "json")),
            Map.entry("pageSize", List.of("1", "1000")),
            Map.entry("pageToken", List.of()));

    private final ServedApi api = new ServedApi();

    @BeforeEach
    void fill() {
        TwoNeighbours.fill(api.reads);
        api.holder = new Holder.OfUnit("token:own", TwoNeighbours.OWN);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void noAnswerOfAnyRouteTellsOfAForeignUnit() {
        List<String> queries = queries();
        int answered = 0;
        for (String query : queries) {
            // When
            HttpResponse<String> response = api.get("/api/v1" + query);

            // Then
            if (response.statusCode() == 200) {
                answered++;
                assertTellsNothingForeign(
                        query, response.body() + response.headers().map());
            } else {
                assertThat(response.statusCode()).as(query).isIn(400, 403, 404);
                assertThat(ServedApi.parse(response.body()).path("code").asText())
                        .as(query)
                        .isIn(
                                "FORBIDDEN_UNIT",
                                "UNKNOWN_UNIT",
                                "UNKNOWN_TASK",
                                "UNKNOWN_INDICATOR",
                                "UNKNOWN_PLAN",
                                "BAD_PARAMETER");
            }
        }
        assertThat(queries).hasSizeGreaterThan(300);
        assertThat(answered).isGreaterThan(100);
    }

    @Test
    void anAdministratorIsToldOfAll() {
        // Given
        api.holder = new Holder.OfEverything("token:admin");

        // When
        long foreign = queries().stream()
                .map(query -> api.get("/api/v1" + query))
                .filter(response -> response.statusCode() == 200)
                .filter(response -> response.body().contains(TwoNeighbours.FOREIGN))
                .count();

        // Then
        assertThat(foreign).as("answers that the limits would have cut").isGreaterThan(50);
    }

    private static void assertTellsNothingForeign(String query, String answer) {
        // A page's own address repeats what was asked.
        String told = answer.replaceAll("Link=\\[.*?]", "");
        assertThat(told).as(query).doesNotContain(TwoNeighbours.FOREIGN).doesNotContain("777");
    }

    @Test
    void anotherUnitIsRefusedWhetherItExistsOrNot() {
        for (Route route : api.routes()) {
            for (String unit : List.of("province", "xx-d", "xx-moved", "xx-unknown")) {
                for (String path : route.parameters().contains("unit")
                        ? paths(route.path(), "i1").stream()
                                .map(each -> each + "?unit=" + unit)
                                .toList()
                        : paths(route.path(), unit, unit)) {
                    // When
                    HttpResponse<String> response = api.get("/api/v1" + path);

                    // Then
                    if (path.contains(unit) && !path.startsWith("/tasks/")) {
                        JsonNode problem = ServedApi.parse(response.body());
                        assertThat(response.statusCode()).as(path).isEqualTo(403);
                        assertThat(problem.path("code").asText()).as(path).isEqualTo("FORBIDDEN_UNIT");
                    }
                }
            }
        }
    }

    private static List<String> paths(String template, String... ids) {
        if (!template.contains("{id}")) {
            return List.of(template);
        }
        return List.of(ids).stream()
                .distinct()
                .map(id -> template.replace("{id}", id))
                .toList();
    }

    @Test
    void withoutAUnitAnAnswerIsOfTheOwnSubtree() {
        assertThat(idsOf("/units", "unitId")).containsExactly("own", "own.a");
        assertThat(idsOf("/tasks", "taskId")).containsExactlyInAnyOrder("t-own", "t-own.a", "t-shared");
        assertThat(idsOf("/alerts", "unitId")).containsExactlyInAnyOrder("own", "own.a", "own");
        assertThat(idsOf("/rejections?pageSize=1000", "reportId")).hasSize(3);
        assertThat(api.json("/accounting").path("received").asLong()).isEqualTo(6);
        assertThat(api.json("/indicators/i1").at("/total/numerator").asLong()).isEqualTo(6);
        assertThat(api.json("/indicators/i1").path("unit").asText()).isEqualTo("own");
        assertThat(idsOf("/indicators/i1?by=child", "key")).containsExactly("self", "own.a");
        assertThat(idsOf("/units/own/kpi?by=child", "key")).containsExactly("self", "own.a");
    }

    @Test
    void aSharedTaskShowsWhatIsOwnOfIt() {
        // When
        JsonNode task = api.json("/tasks/t-shared");

        // Then
        assertThat(task.at("/definition/assignments").toString()).isEqualTo("[\"own\"]");
        assertThat(task.at("/definition/cooperating").toString()).isEqualTo("[\"own.a\"]");
        assertThat(task.at("/versions/0/definition/assignments").toString()).isEqualTo("[\"own\"]");
        assertThat(task.path("occurrences")).hasSize(1);
        assertThat(task.path("reports")).hasSize(1);
        assertThat(task.at("/occurrences/0/alerts/0/escalatedTo").isNull()).isTrue();
        assertThat(api.get("/api/v1/tasks/t-xx-d").body())
                .isEqualTo(api.get("/api/v1/tasks/t-unknown").body().replace("t-unknown", "t-xx-d"));
        assertThat(api.get("/api/v1/tasks/t-undefined").body()).contains("; 3 reports wait");
    }

    @Test
    void aUnitTellsWhereItStandsAndNothingOfItsNeighbours() {
        // When
        JsonNode unit = api.json("/units/own");

        // Then
        assertThat(unit.path("path").toString()).isEqualTo("[\"province\",\"own\"]");
        assertThat(unit.path("parentId").asText()).isEqualTo("province");
        assertThat(unit.path("members").toString()).isEqualTo("[\"own.a\"]");
        assertThat(unit.path("successors")).isEmpty();
        assertThat(unit.at("/placements/0/parentId").asText()).isEqualTo("province");
        assertThat(unit.path("placements")).hasSize(1);
        assertThat(api.reads.units.get("own").getUnit().getMembers())
                .as("what others read")
                .hasSize(2);
    }

    @Test
    void aUnitThatIsNotInTheTreeSeesItself() {
        // Given
        api.holder = new Holder.OfUnit("token:new", "new");
        api.reads.assign(Samples.task("t-new", "Việc mới", null), "new", Samples.open());

        // Then
        assertThat(idsOf("/units", "unitId")).isEmpty();
        assertThat(idsOf("/tasks", "taskId")).containsExactly("t-new");
        assertThat(api.get("/api/v1/units/new").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/units/own").statusCode()).isEqualTo(403);
        assertThat(api.json("/accounting").path("received").asLong()).isZero();
    }

    @Test
    void aPageOfOneUnitGoesOnForNoOther() {
        // Given
        String token = api.json("/tasks?pageSize=1").path("nextPageToken").asText();
        assertThat(idsOf("/tasks?pageSize=1&pageToken=" + token, "taskId")).hasSize(1);

        // When
        api.holder = new Holder.OfUnit("token:other", "xx-d");
        HttpResponse<String> response = api.get("/api/v1/tasks?pageSize=1&pageToken=" + token);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("own");
    }

    @Test
    void measurementsAreForAdministrators() {
        for (String path : List.of("/metrics", "/metrics/", "/metrics?x=/")) {
            assertThat(api.get(path).statusCode()).as(path).isEqualTo(403);
            assertThat(api.get(path).body()).as(path).contains("ADMINISTRATORS_ONLY");
            assertThat(api.send("HEAD", path).statusCode()).as(path).isEqualTo(403);
        }
        for (String path :
                List.of("//metrics", "/metrics//", "/%6detrics", "/metrics;x=1", "/Metrics", "/health/../metrics")) {
            assertThat(api.get(path).body()).as(path).doesNotContain("tiendo_http_requests");
        }
        api.holder = new Holder.OfEverything("token:admin");
        assertThat(api.get("/metrics").statusCode()).isEqualTo(200);
    }

    private List<String> idsOf(String query, String field) {
        List<String> ids = new ArrayList<>();
        api.json(query).path("rows").forEach(row -> ids.add(row.path(field).asText()));
        return ids;
    }

    /** Every route with every id, and with no parameter, each one, and each two of them. */
    private List<String> queries() {
        List<String> queries = new ArrayList<>();
        for (Route route : api.routes()) {
            String kind = route.path().split("/")[1];
            List<String> paths =
                    paths(route.path(), IDS.getOrDefault(kind, List.of()).toArray(String[]::new));
            assertThat(paths).as("ids for " + route.path()).isNotEmpty();
            assertThat(VALUES.keySet()).as("values for " + route.path()).containsAll(route.parameters());
            for (String path : paths) {
                queries.add(path);
                route.parameters()
                        .forEach(name -> parameters(name).forEach(one -> {
                            queries.add(path + "?" + one);
                            route.parameters().stream()
                                    .filter(other -> other.compareTo(name) > 0)
                                    .flatMap(other -> parameters(other).stream())
                                    .forEach(two -> queries.add(path + "?" + one + "&" + two));
                        }));
            }
        }
        return queries;
    }

    private static List<String> parameters(String name) {
        return VALUES.getOrDefault(name, List.of()).stream()
                .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .toList();
    }
}
