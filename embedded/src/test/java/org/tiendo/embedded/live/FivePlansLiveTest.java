package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.plan.PlanPublisher;

/** The five real plans, published and partly reported on, read back and counted against the printed catalogues. */
class FivePlansLiveTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant PUBLISHED = Instant.parse("2024-01-02T02:00:00Z");
    private static final String[] STATUSES = {"DONE", "IN_PROGRESS", "BLOCKED", "NOT_STARTED"};

    static final List<JsonNode> CATALOGUES = List.of(
            catalogue("thanh-hoa-21kl"),
            catalogue("dong-nai-28nq"),
            catalogue("lam-dong-city-28nq"),
            catalogue("hcm-universities-28nq"),
            catalogue("tien-lang-28nq"));

    private static LiveStack stack;
    private static Api api;

    @BeforeAll
    static void start() {
        stack = LiveStack.start("plans");
        api = stack.api();
        PlanPublisher publisher = new PlanPublisher(stack.producer());
        PlanCatalogue.bundled().forEach(plan -> publisher.publish(plan, PUBLISHED));
        List<String> reports = reports();
        stack.replay(reports);
        stack.replay(List.of(HistoryLine.of(
                        0,
                        Instant.parse("2025-12-29T02:00:00Z"),
                        "clock",
                        null,
                        History.object().put("at", "2025-12-29T02:00:00Z"))
                .json()
                .toString()));
        stack.awaitConsumed();
        await().atMost(LiveStack.PATIENCE).untilAsserted(() -> {
            JsonNode everything = api.get("/api/v1/accounting");
            assertThat(everything.path("counted").asInt()).isEqualTo(reports.size());
            assertThat(everything.path("meta").path("clock").asText()).isEqualTo("2025-12-29");
        });
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** Every third task of every plan, in all states, some after the day they were due. */
    private static List<String> reports() {
        List<String> lines = new ArrayList<>();
        Instant at = Instant.parse("2025-11-03T02:00:00Z");
        int number = 0;
        for (JsonNode catalogue : CATALOGUES) {
            for (JsonNode task : catalogue.path("tasks")) {
                if (number++ % 3 == 0) {
                    at = at.plusSeconds(60);
                    String id = task.path("id").asText();
                    lines.add(HistoryLine.of(
                                    0,
                                    at,
                                    "progress",
                                    id,
                                    History.object()
                                            .put("reportId", "r" + number)
                                            .put("taskId", id)
                                            .put("unitId", task.path("unit").asText())
                                            .put("status", STATUSES[number % 7 % STATUSES.length])
                                            .put("asOf", "2025-11-02")
                                            .put("reportedAt", at.toString()))
                            .json()
                            .toString());
                }
            }
        }
        return lines;
    }

    @Test
    void tasksAreTheCataloguesByCategoryDeadlineAndLeadUnit() {
        int tasks = 0;
        for (JsonNode catalogue : CATALOGUES) {
            // Given
            List<JsonNode> printed = new ArrayList<>();
            catalogue.path("tasks").forEach(printed::add);
            // When
            List<JsonNode> served = oncePerTask(api.rows("/api/v1/tasks?unit=" + root(catalogue), 50).stream()
                    .filter(row -> !row.path("taskId")
                            .asText()
                            .equals(row.path("indicatorId").asText()))
                    .toList());
            // Then
            assertThat(served)
                    .extracting(row -> row.path("taskId").asText())
                    .containsExactlyInAnyOrderElementsOf(printed.stream()
                            .map(task -> task.path("id").asText())
                            .toList());
            assertThat(counts(served, row -> row.path("categoryId").asText()))
                    .isEqualTo(counts(printed, task -> task.path("category").asText()));
            assertThat(counts(served, row -> row.path("deadlineKind").asText()))
                    .isEqualTo(counts(printed, FivePlansLiveTest::kind));
            assertThat(counts(served, row -> row.path("unitId").asText()))
                    .isEqualTo(counts(printed, task -> task.path("unit").asText()));
            tasks += served.size();
        }
        assertThat(tasks).isEqualTo(601);
    }

    @Test
    void annualTasksHaveOneOccurrenceForEachYearOfTheirPlan() {
        int annual = 0;
        for (JsonNode catalogue : CATALOGUES) {
            // Given
            int occurrences = 0;
            for (JsonNode task : catalogue.path("tasks")) {
                if (kind(task).equals("RECURRING")) {
                    String from = task.path("deadline").path("from").asText("");
                    String issued = catalogue.path("plan").path("issued").asText("");
                    String first = !from.isEmpty() ? from : !issued.isEmpty() ? issued : PUBLISHED.toString();
                    occurrences += 2025 - Integer.parseInt(first.substring(0, 4)) + 1;
                    annual++;
                }
            }
            // When
            List<JsonNode> served = api.rows("/api/v1/tasks?unit=" + root(catalogue), 50).stream()
                    .filter(row -> row.path("indicatorId").isNull())
                    .filter(row -> row.path("deadlineKind").asText().equals("RECURRING"))
                    .toList();
            // Then
            assertThat(served)
                    .hasSize(occurrences)
                    .allSatisfy(row -> assertThat(row.path("due").asText())
                            .isEqualTo(row.path("period").asText() + "-12-31"));
        }
        assertThat(annual).isEqualTo(15);
    }

    @Test
    void figuresOfEveryUnitAreWhatItsTasksSay() {
        List<JsonNode> units = api.rows("/api/v1/units", 20);
        assertThat(units).hasSize(62);
        for (JsonNode catalogue : CATALOGUES) {
            Map<String, String> parents = new TreeMap<>();
            catalogue
                    .path("units")
                    .forEach(unit -> parents.put(
                            unit.path("id").asText(), unit.path("parent").asText(null)));
            for (String unit : parents.keySet()) {
                assertThat(Recomputation.check(api, unit, childOf(unit, parents))
                                .found())
                        .isEmpty();
            }
        }
    }

    @Test
    void indicatorsBearTheirPrintedTargets() {
        int indicators = 0;
        for (JsonNode catalogue : CATALOGUES) {
            // When
            Map<String, Map<String, String>> served = new ApiAnswers(api, "").indicators(root(catalogue));
            // Then
            for (JsonNode printed : catalogue.path("indicators")) {
                Map<String, String> row = served.remove(printed.path("id").asText());
                assertThat(row)
                        .as(printed.path("id").asText())
                        .containsEntry(
                                "measure", printed.path("measure").asText().toUpperCase(Locale.ROOT))
                        .containsEntry("minimum", LiveStack.text(printed.path("floor")))
                        .containsEntry("stretch", LiveStack.text(printed.path("stretch")))
                        .containsEntry("due", LiveStack.text(printed.path("due")));
                indicators++;
            }
            assertThat(served).isEmpty();
        }
        assertThat(indicators).isEqualTo(14);
    }

    /** A task that recurs has a row for each of its periods; every plan gives a task to one unit. */
    private static List<JsonNode> oncePerTask(List<JsonNode> rows) {
        Map<String, JsonNode> tasks = new TreeMap<>();
        for (JsonNode row : rows) {
            JsonNode other = tasks.putIfAbsent(row.path("taskId").asText(), row);
            if (other != null) {
                assertThat(row.path("deadlineKind").asText()).isEqualTo("RECURRING");
                assertThat(row.path("unitId")).isEqualTo(other.path("unitId"));
                assertThat(row.path("period")).isNotEqualTo(other.path("period"));
            }
        }
        return List.copyOf(tasks.values());
    }

    /** For each unit in the subtree, which child of the top it lies under. */
    private static Map<String, String> childOf(String top, Map<String, String> parents) {
        Map<String, String> children = new TreeMap<>();
        for (String unit : parents.keySet()) {
            String child = unit;
            while (child != null && !top.equals(child) && !top.equals(parents.get(child))) {
                child = parents.get(child);
            }
            if (child != null) {
                children.put(unit, child.equals(top) ? "self" : child);
            }
        }
        return children;
    }

    private static String root(JsonNode catalogue) {
        for (JsonNode unit : catalogue.path("units")) {
            if (unit.path("parent").isNull()) {
                return unit.path("id").asText();
            }
        }
        throw new IllegalStateException("a plan without a root unit");
    }

    /** By the table in plans/README.md. */
    private static String kind(JsonNode task) {
        String word = task.path("deadline").path("kind").asText();
        return switch (word) {
            case "unspecified" -> "NONE";
            case "annual" -> "RECURRING";
            case "from-year" -> "FROM";
            default -> word.toUpperCase(Locale.ROOT).replace('-', '_');
        };
    }

    private static Map<String, Integer> counts(List<JsonNode> rows, Function<JsonNode, String> keyOf) {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(keyOf.apply(row), 1, Integer::sum));
        return counts;
    }

    private static JsonNode catalogue(String name) {
        try {
            return YAML.readTree(Path.of("..", "plans", name + ".yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
