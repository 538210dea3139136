package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Cell;

class KpiApiTest {
    private final ServedApi api = new ServedApi();

    @BeforeEach
    void tree() {
        api.reads.unit("root", null);
        api.reads.unit("a", "root");
        api.reads.unit("b", "root");
        api.reads.unit("a1", "a");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aKpiAnswerHasTheShapeOfTheContract() {
        // Given
        api.reads.add("a", new Cell.Kpi("p1", "inspection-supervision", "2025-Q4"), Samples.exampleCounts());

        // When
        HttpResponse<String> response = api.get("/api/v1/units/a/kpi?by=category");

        // Then
        String figures = """
                "tasks":12,"notStarted":3,"inProgress":4,"done":4,"blocked":1,\
                "ongoing":2,"dormant":1,"doneOnTime":2,"doneLate":1,"openInTerm":3,"overdue":2,"dueSoon":1,\
                "percent":{"done":33.33,"doneOfDue":60.00,"onTime":40.00,"progress":47.50},\
                "coverage":{"expected":11,"reported":9,"silent":1,"provisional":true}}""";
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
        assertThat(response.body()).isEqualTo("""
                {"unit":"a","by":"category","rows":[{"key":"inspection-supervision",\
                """ + figures + "],\"total\":{" + figures + """
                ,"meta":{"dataThrough":"2025-10-01T00:00:00Z","clock":"2025-10-01","treeVersion":17,\
                "partial":false,"missingPartitions":[]}}""");
    }

    @Test
    void everyCutAddsUpToTheTotal() {
        // Given
        api.reads.add("a", new Cell.Kpi("p1", "c1", "2025-Q4"), Samples.tasks(1));
        api.reads.add("a", new Cell.Kpi("p2", "c1", "ongoing"), Samples.tasks(10));
        api.reads.add("a1", new Cell.Kpi("p1", "c2", "none"), Samples.tasks(100));

        // When
        List<String> cuts = List.of("plan", "category", "deadline", "child");

        // Then
        assertThat(keys("/units/a/kpi?by=plan")).containsExactly("p1=101", "p2=10");
        assertThat(keys("/units/a/kpi?by=category")).containsExactly("c1=11", "c2=100");
        assertThat(keys("/units/a/kpi?by=deadline")).containsExactly("2025-Q4=1", "none=100", "ongoing=10");
        assertThat(keys("/units/a/kpi?by=child")).containsExactly("self=11", "a1=100");
        assertThat(cuts)
                .allSatisfy(by -> assertThat(api.json("/units/a/kpi?by=" + by)
                                .at("/total/tasks")
                                .asLong())
                        .isEqualTo(111));
    }

    @Test
    void childrenOfOthersAreNoPartOfAUnit() {
        // Given
        api.reads.add("a1", new Cell.Kpi("p1", "c1", "none"), Samples.tasks(5));
        api.reads.add("b", new Cell.Kpi("p1", "c1", "none"), Samples.tasks(7));

        // When / Then
        assertThat(keys("/units/root/kpi?by=child")).containsExactly("a=5", "b=7");
        assertThat(keys("/units/a/kpi?by=child")).containsExactly("a1=5");
    }

    @Test
    void aPlanNarrowsRowsAndTotal() {
        // Given
        api.reads.add("a", new Cell.Kpi("p1", "c1", "none"), Samples.tasks(1));
        api.reads.add("a", new Cell.Kpi("p2", "c2", "none"), Samples.tasks(2));

        // When
        JsonNode answer = api.json("/units/a/kpi?by=category&plan=p2");

        // Then
        assertThat(answer.at("/rows/0/key").asText()).isEqualTo("c2");
        assertThat(answer.path("rows")).hasSize(1);
        assertThat(answer.at("/total/tasks").asLong()).isEqualTo(2);
    }

    @Test
    void aPlanThatNobodyPublishedIsUnknown() {
        // Given
        api.reads.plans.put("p1", Samples.plan("p1"));

        // When / Then
        assertThat(api.get("/api/v1/units/a/kpi?plan=p1").statusCode()).isEqualTo(200);
        assertThat(api.get("/api/v1/units/a/kpi?plan=p9").statusCode()).isEqualTo(404);
    }

    @Test
    void aUnitWithoutTasksHasNoRowsAndATotalOfZerosWithoutPercentages() {
        // When
        JsonNode answer = api.json("/units/b/kpi?by=child");

        // Then
        ObjectNode total = (ObjectNode) answer.path("total");
        assertThat(answer.path("rows")).isEmpty();
        assertThat(total.path("percent").properties())
                .hasSize(4)
                .allSatisfy(percent -> assertThat(percent.getValue().isNull()).isTrue());
        assertThat(total.path("tasks").isIntegralNumber()).isTrue();
        assertThat(total.path("tasks").asLong()).isZero();
        assertThat(total.at("/coverage/provisional").asBoolean()).isFalse();
    }

    @Test
    void rowsWithoutTasksAreLeftOut() {
        // Given what is left of a task that moved away
        api.reads.add("a", new Cell.Kpi("p1", "c1", "none"), Samples.tasks(0));

        // When / Then
        assertThat(api.json("/units/a/kpi?by=plan").path("rows")).isEmpty();
    }

    @Test
    void pagesThroughChildrenGiveEachRowOnce() {
        // Given
        List<String> expected = new ArrayList<>(List.of("self=1"));
        api.reads.add("b", new Cell.Kpi("p1", "c1", "none"), Samples.tasks(1));
        for (int i = 10; i < 30; i++) {
            api.reads.unit("b" + i, "b");
            api.reads.add("b" + i, new Cell.Kpi("p1", "c1", "none"), Samples.tasks(i));
            expected.add("b" + i + "=" + i);
        }

        // When
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.json("/units/b/kpi?by=child&pageSize=4" + token);
            assertThat(page.path("rows").size()).isBetween(1, 4);
            seen.addAll(keysOf(page));
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asText()
                    : "";
        } while (!token.isEmpty());

        // Then
        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void aChildHeldElsewhereMakesTheAnswerPartial() {
        // Given
        api.reads.add("a", new Cell.Kpi("p1", "c1", "none"), Samples.tasks(5));
        api.reads.add("b", new Cell.Kpi("p1", "c1", "none"), Samples.tasks(7));
        api.reads.away.add("b");

        // When
        JsonNode answer = api.json("/units/root/kpi?by=child");

        // Then
        assertThat(keysOf(answer)).containsExactly("a=5");
        assertThat(answer.at("/meta/partial").asBoolean()).isTrue();
        assertThat(answer.at("/meta/missingPartitions/0").asInt()).isEqualTo(FakeReads.AWAY_PARTITION);
    }

    @Test
    void aUnitHeldElsewhereIsAnsweredThere() {
        // Given
        api.reads.away.add("a");
        api.reads.owner = Optional.of("other:8081");

        // When
        HttpResponse<String> response = api.get("/api/v1/units/a/kpi?by=child&pageSize=5");

        // Then
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location"))
                .contains("http://other:8081/api/v1/units/a/kpi?by=child&pageSize=5");
    }

    private List<String> keys(String query) {
        return keysOf(api.json(query));
    }

    private static List<String> keysOf(JsonNode answer) {
        List<String> keys = new ArrayList<>();
        answer.path("rows")
                .forEach(row -> keys.add(
                        row.path("key").asText() + "=" + row.path("tasks").asLong()));
        return keys;
    }
}
