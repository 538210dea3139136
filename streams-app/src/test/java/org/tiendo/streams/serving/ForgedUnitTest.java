package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.simulation.SampleMembers;
import org.tiendo.streams.access.Holder;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Unit;

/** A token speaks for its unit and those under it, in the sample's tree: whoever claims another one is refused. */
class ForgedUnitTest {
    private static final int TRIES = 1_000;
    private static final long SEED = 28;

    private final ServedApi api = new ServedApi();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<String> units = new ArrayList<>();
    private UnitTree tree;

    @BeforeEach
    void plantTheSampleTree() {
        for (PlanCatalogue plan : SampleMembers.addedTo(PlanCatalogue.bundled())) {
            for (Unit unit : plan.units()) {
                api.reads.unit(unit.getUnitId(), parentOf(unit));
                units.add(unit.getUnitId());
            }
        }
        tree = new UnitTree(api.reads.units.values(), LocalDate.MAX);
        assertThat(units).hasSizeGreaterThan(90);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String parentOf(Unit unit) {
        return unit.getPlacements().stream()
                .max(Comparator.comparing(Placement::getFrom))
                .map(Placement::getParentId)
                .orElse(null);
    }

    /** Every third pair claims the unit above, or one that only begins like the token's own. */
    private record Pair(String own, String claimed) {}

    private Pair forged() {
        while (true) {
            String own = units.get(random.nextInt(units.size()));
            String claimed = switch (random.nextInt(6)) {
                case 0 -> tree.unit(own).flatMap(UnitTree.Node::parentId).orElse(own + "-x");
                case 1 -> own + random.nextInt(10);
                default -> units.get(random.nextInt(units.size()));
            };
            if (!tree.subtree(own).contains(claimed)) {
                return new Pair(own, claimed);
            }
        }
    }

    @Test
    void ofAThousandForgedUnitsNoneIsTakenOverHttp() {
        for (int i = 0; i < TRIES; i++) {
            // Given
            Pair pair = forged();
            api.holder = new Holder.OfUnit("token:" + i, pair.own());

            // When
            HttpResponse<String> response = post(report("r" + i, pair.claimed()));

            // Then
            JsonNode result = ServedApi.parse(response.body()).at("/results/0");
            assertThat(result.path("code").asText())
                    .as("%s: %s", pair, response.body())
                    .isEqualTo("UNAUTHORISED_UNIT");
            assertThat(result.path("status").asText()).as("%s", pair).isEqualTo("refused");
        }
        assertThat(api.door.sent).isEmpty();
    }

    @Test
    void amongOnesOwnReportsForgedOnesAreRefusedAndTheOthersTaken() {
        // Given
        String own = "lam-dong-city.thanh-uy";
        api.holder = new Holder.OfUnit("token:own", own);
        List<String> claimed = units.subList(0, 90);
        List<String> reports = new ArrayList<>();
        claimed.forEach(unit -> reports.add(report("r-" + unit, unit)));

        // When
        JsonNode results = ServedApi.parse(
                        post("[" + String.join(",", reports) + "]").body())
                .path("results");

        // Then
        long taken = 0;
        for (int i = 0; i < claimed.size(); i++) {
            boolean mine = tree.subtree(own).contains(claimed.get(i));
            assertThat(results.get(i).path("status").asText()).isEqualTo(mine ? "accepted" : "refused");
            taken += mine ? 1 : 0;
        }
        assertThat(taken).isBetween(2L, 89L);
        assertThat(api.door.sent).hasSize((int) taken);
    }

    @Test
    void ofAThousandForgedUnitsNoCallerSpeaksForAny() {
        for (int i = 0; i < TRIES; i++) {
            Pair pair = forged();
            Caller caller = new UnitCaller("token", pair.own(), () -> tree);
            assertThat(caller.speaksFor(pair.claimed())).as("%s", pair).isFalse();
            assertThat(caller.speaksFor(pair.own())).as("%s", pair).isTrue();
        }
    }

    @Test
    void aUnitThatMovedAwayIsNoLongerSpokenFor() {
        // Given
        api.reads.units.clear();
        TwoNeighbours.fill(api.reads);
        UnitTree today = api.reads.tree(api.reads.moment);

        // Then
        assertThat(new UnitCaller("t", "own", () -> today).speaksFor("xx-moved"))
                .isFalse();
        assertThat(new UnitCaller("t", "xx-d", () -> today).speaksFor("xx-moved"))
                .isTrue();
        assertThat(new UnitCaller("t", "own", () -> today).speaksFor("own.a")).isTrue();
        assertThat(new UnitCaller("t", "nowhere", () -> today).speaksFor("nowhere"))
                .isTrue();
        assertThat(new UnitCaller("t", "nowhere", () -> today).speaksFor("own")).isFalse();
    }

    @Test
    void whileTheTreeCannotBeReadATokenSpeaksForItsOwnUnitAndTheRestIsAskedAgain() {
        // Given
        api.holder = new Holder.OfUnit("token:own", "lam-dong-city.thanh-uy");
        api.reads.failure = new NotReady("the stores are moving");

        // Then
        assertThat(post(report("r1", "lam-dong-city.thanh-uy")).statusCode()).isEqualTo(202);
        HttpResponse<String> other = post(report("r2", "lam-dong-city.ban-dan-van"));
        assertThat(other.statusCode()).isEqualTo(503);
        assertThat(other.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aFileTellsNobodyOfOthersTasks() {
        // Given
        TwoNeighbours.fill(api.reads);
        api.holder = new Holder.OfUnit("token:own", "xx-nobody");
        String rows = "taskId,unitId,status,asOf\nt-xx,own,done,2025-09-30\nt1,u1,done,2025-09-30\n";

        // When
        HttpResponse<String> response = api.post("", "text/csv", rows.getBytes(UTF_8));

        // Then
        JsonNode results = ServedApi.parse(response.body()).path("results");
        assertThat(results).hasSize(2);
        assertThat(results.findValuesAsText("status")).containsOnly("refused");
        assertThat(response.body()).doesNotContain("Did you mean").doesNotContain("Có phải");
        assertThat(api.door.sent).isEmpty();
    }

    @Test
    void aFileDoesNotTellWhoSharesATask() {
        // Given
        TwoNeighbours.fill(api.reads);
        api.holder = new Holder.OfUnit("token:own", "own");
        api.door.published.others.add(FakePublished.task("shared", List.of("own", "xx-d")));
        api.door.published.others.add(FakePublished.task("xx-other", List.of("xx-d")));

        // When
        JsonNode results = csv("shared,own", "shared,xx-d", "shared,province", "xx-other,xx-d", "nothing,xx-d");

        // Then
        assertThat(results.get(0).path("status").asText()).isEqualTo("accepted");
        for (int i = 1; i < results.size(); i++) {
            ObjectNode refused = results.get(i).deepCopy();
            refused.remove(List.of("index", "line"));
            ObjectNode first = results.get(1).deepCopy();
            first.remove(List.of("index", "line"));
            assertThat(refused).as("row %s", i).isEqualTo(first);
            assertThat(refused.path("code").asText()).isEqualTo("UNAUTHORISED_UNIT");
        }
        assertThat(api.door.published.readAnew).hasValue(0);
    }

    @Test
    void ofAThousandForgedUnitsNoneIsTakenFromAFile() {
        // Given
        String own = "lam-dong-city.thanh-uy";
        api.holder = new Holder.OfUnit("token:own", own);
        List<String> claimed =
                units.stream().filter(unit -> !tree.subtree(own).contains(unit)).toList();
        api.door.published.others.add(FakePublished.task("shared", units));
        String[] rows = new String[TRIES];
        for (int i = 0; i < TRIES; i++) {
            rows[i] = (i % 2 == 0 ? "shared," : "nothing,") + claimed.get(random.nextInt(claimed.size()));
        }

        // When
        JsonNode results = csv(rows);

        // Then
        assertThat(results).hasSize(TRIES);
        assertThat(results.findValuesAsText("status")).containsOnly("refused");
        for (JsonNode result : results) {
            assertThat(result.path("code").asText()).isEqualTo("UNAUTHORISED_UNIT");
            assertThat(result.path("flaws")).hasSize(1);
        }
        assertThat(api.door.sent).isEmpty();
    }

    /** @param rows a task and a unit each */
    private JsonNode csv(String... rows) {
        StringBuilder file = new StringBuilder("taskId,unitId,status,asOf\n");
        for (String row : rows) {
            file.append(row).append(",done,2025-09-30\n");
        }
        HttpResponse<String> response = api.post("", "text/csv", file.toString().getBytes(UTF_8));
        return ServedApi.parse(response.body()).path("results");
    }

    private HttpResponse<String> post(String body) {
        return api.post("", "application/json", body.getBytes(UTF_8));
    }

    private static String report(String reportId, String unitId) {
        return "{\"reportId\":\"" + reportId + "\",\"taskId\":\"t1\",\"unitId\":\"" + unitId
                + "\",\"status\":\"DONE\",\"asOf\":\"2025-08-31\",\"reportedAt\":\"2025-09-01T02:00:00Z\"}";
    }
}
