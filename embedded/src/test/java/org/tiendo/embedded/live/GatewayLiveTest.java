package org.tiendo.embedded.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports that come in over HTTP, on a real broker: what a request is answered, and what the KPIs then say. */
class GatewayLiveTest {
    private static final Instant BEGIN = Instant.parse("2024-01-03T02:00:00Z");
    private static final int WARDS = 8;
    private static final int TASKS = 60;

    private static LiveStack stack;
    private static Api api;

    @BeforeAll
    static void start() {
        stack = LiveStack.start("gateway");
        api = stack.api();
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "plans",
                "p",
                object().put("planId", "p").put("titleVi", "Kế hoạch").put("issuerId", "city")));
        lines.add(line("units", "city", unit("city", null)));
        for (int ward = 0; ward < WARDS; ward++) {
            lines.add(line("units", "ward" + ward, unit("ward" + ward, "city")));
        }
        for (int task = 0; task < TASKS; task++) {
            ObjectNode definition = object().put("taskId", "t" + task).put("planId", "p");
            definition.put("categoryId", "all").put("titleVi", "Nhiệm vụ");
            definition.set("deadline", object().put("kind", "ONGOING"));
            definition.withArray("assignments").add("city");
            for (int ward = 0; ward < WARDS; ward++) {
                definition.withArray("assignments").add("ward" + ward);
            }
            lines.add(line("tasks", "t" + task, definition));
        }
        stack.replay(lines);
        stack.awaitConsumed();
        await().atMost(LiveStack.PATIENCE).until(() -> kpi("city").path("tasks").asInt() == TASKS * (WARDS + 1));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static ObjectNode object() {
        return Api.JSON.createObjectNode();
    }

    private static ObjectNode unit(String unitId, String parentId) {
        ObjectNode unit = object().put("unitId", unitId).put("nameVi", unitId).put("kind", "ward");
        if (parentId != null) {
            unit.withArray("placements").add(object().put("parentId", parentId).put("from", "2024-01-01"));
        }
        return unit;
    }

    private static String line(String topic, String key, ObjectNode value) {
        return HistoryLine.of(0, BEGIN, topic, key, value).json().toString();
    }

    private static ObjectNode report(String reportId, String taskId, String unitId) {
        return object().put("reportId", reportId)
                .put("taskId", taskId)
                .put("unitId", unitId)
                .put("status", "DONE")
                .put("asOf", "2024-02-01")
                .put("reportedAt", "2024-02-01T02:00:00Z");
    }

    private static JsonNode post(String query, JsonNode body, int status) {
        HttpResponse<String> response = api.post(
                "/api/v1/reports" + query, "application/json", body.toString().getBytes(UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return Api.parse(response.body());
    }

    private static JsonNode kpi(String unitId) {
        return api.get("/api/v1/units/" + unitId + "/kpi?by=plan").path("total");
    }

    @Test
    void whatIsShownIsInTheAnswersOfTheNextQuery() {
        for (int task = 0; task < 20; task++) {
            // When
            JsonNode answer = post("?wait=true&waitMillis=20000", report("w-" + task, "t" + task, "ward1"), 202);

            // Then
            assertThat(answer.at("/results/0/shown").asBoolean())
                    .as(answer.toString())
                    .isTrue();
            assertThat(kpi("ward1").path("done").asInt()).isEqualTo(task + 1);
        }
    }

    @Test
    void itIsSoWhileMuchElseIsGoingOnBelowAndBesideTheUnit() {
        // Given reports on the other tasks of the unit, and on all of the units below it
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            for (int round = 0; !ended.get(); round++) {
                List<ObjectNode> batch = new ArrayList<>();
                for (int task = 30; task < TASKS; task++) {
                    String taskId = "t" + task;
                    batch.add(report("o-" + round, taskId, "city").put("status", "BLOCKED"));
                    batch.add(report("o7-" + round, taskId, "ward7").put("status", "BLOCKED"));
                }
                post("", Api.JSON.valueToTree(batch), 202);
                pause();
            }
        });
        try {
            for (int task = 0; task < 20; task++) {
                // When
                JsonNode answer = post("?wait=true&waitMillis=30000", report("c-" + task, "t" + task, "city"), 202);

                // Then
                JsonNode done = api.get("/api/v1/units/city/kpi?by=child").path("rows");
                assertThat(answer.at("/results/0/shown").asBoolean())
                        .as(answer.toString())
                        .isTrue();
                assertThat(done.findValuesAsText("key")).contains("self");
                assertThat(selfDone(done)).isEqualTo(task + 1);
            }
        } finally {
            ended.set(true);
            others.join();
        }
    }

    /** Not so much that the pipeline falls behind: a report in a queue does not show, and should not. */
    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int selfDone(JsonNode rows) {
        for (JsonNode row : rows) {
            if (row.path("key").asText().equals("self")) {
                return row.path("done").asInt();
            }
        }
        return 0;
    }

    @Test
    void aRefusalByThePipelineIsTheAnswer() {
        // When
        JsonNode answer = post("?wait=true&waitMillis=20000", report("x", "t1", "nobody"), 422);

        // Then
        assertThat(answer.path("code").asText()).isEqualTo("NOT_ASSIGNED");
        assertThat(answer.at("/results/0/status").asText()).isEqualTo("refused");
        assertThat(answer.at("/results/0/shown").asBoolean(true)).isFalse();
        assertThat(api.get("/api/v1/rejections").path("rows").findValuesAsText("reportId"))
                .contains("x");
    }

    @Test
    void aReportOnATaskThatIsNotPublishedIsKept() {
        // When
        JsonNode answer = post("?wait=true&waitMillis=20000", report("early", "not-yet", "ward2"), 202);

        // Then
        assertThat(answer.at("/results/0/notShownBecause").asText()).isEqualTo("TASK_NOT_PUBLISHED");
    }

    @Test
    void theSameRequestTwiceChangesNothing() {
        // Given
        ObjectNode unstamped = report("twice", "t40", "ward3");
        unstamped.remove("reportedAt");
        List<ObjectNode> request = List.of(unstamped, report("twice", "t41", "ward3"));
        post("?wait=true&waitMillis=20000", Api.JSON.valueToTree(request), 202);
        JsonNode before = accounting("ward3");

        // When
        JsonNode again = post("?wait=true&waitMillis=20000", Api.JSON.valueToTree(request), 202);

        // Then
        assertThat(again.path("results").findValuesAsText("status")).containsExactly("duplicate", "duplicate");
        assertThat(again.path("results").findValuesAsText("shown")).containsExactly("true", "true");
        assertThat(accounting("ward3")).isEqualTo(before);
    }

    private static JsonNode accounting(String unitId) {
        ObjectNode accounting = (ObjectNode) api.get("/api/v1/accounting?unit=" + unitId);
        accounting.remove("meta");
        return accounting;
    }

    @Test
    void aReportThatLeavesOutIdAndMomentShows() {
        // Given
        ObjectNode report = report("", "t43", "ward5");
        report.remove(List.of("reportId", "reportedAt"));

        // When
        JsonNode answer = post("?wait=true&waitMillis=20000", report, 202);

        // Then
        assertThat(answer.at("/results/0/shown").asBoolean()).isTrue();
        assertThat(kpi("ward5").path("done").asInt()).isEqualTo(1);
    }

    @Test
    void theSameReportsInOneRequestCountOnce() {
        // Given
        ObjectNode report = report("same", "t42", "ward4");

        // When
        JsonNode answer = post("?wait=true&waitMillis=20000", Api.JSON.valueToTree(List.of(report, report)), 202);

        // Then
        assertThat(answer.path("results").findValuesAsText("shown")).containsExactly("true", "true");
        assertThat(kpi("ward4").path("done").asInt()).isEqualTo(1);
    }
}
