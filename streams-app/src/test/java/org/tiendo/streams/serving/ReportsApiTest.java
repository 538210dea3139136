package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.SendResult;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class ReportsApiTest {
    private static final String JSON = "application/json";

    private final ServedApi api = new ServedApi();

    @AfterEach
    void close() {
        api.close();
    }

    static String report(String reportId) {
        return "{\"reportId\":\"" + reportId
                + "\",\"taskId\":\"t1\",\"unitId\":\"u1\",\"status\":\"IN_PROGRESS\",\"percent\":40,"
                + "\"asOf\":\"2025-08-31\",\"reportedAt\":\"2025-09-01T02:00:00Z\"}";
    }

    private HttpResponse<String> post(String body) {
        return post("", body);
    }

    private HttpResponse<String> post(String query, String body) {
        return api.post(query, JSON, body.getBytes(UTF_8));
    }

    private static JsonNode body(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return ServedApi.parse(response.body());
    }

    @Test
    void oneReportIsTakenAndItsPlaceInKafkaIsTold() {
        // When
        JsonNode answer = body(post(report("r1")), 202);

        // Then
        assertThat(answer.path("counts").toString())
                .isEqualTo("{\"items\":1,\"accepted\":1,\"spooled\":0,\"duplicate\":0,\"refused\":0,\"failed\":0}");
        assertThat(answer.at("/results/0").toString())
                .isEqualTo(
                        "{\"index\":0,\"reportId\":\"r1\",\"taskId\":\"t1\",\"unitId\":\"u1\",\"status\":\"accepted\","
                                + "\"topic\":\"tiendo.progress\",\"partition\":2,\"offset\":0}");
        assertThat(api.door.sent).singleElement().satisfies(sent -> {
            assertThat(sent.getStatus()).isEqualTo(Status.IN_PROGRESS);
            assertThat(sent.getPercent()).isEqualTo(40);
            assertThat(sent.getEvidence()).isEmpty();
        });
    }

    @Test
    void aReportWithoutIdAndMomentGetsBoth() {
        // When
        JsonNode answer =
                body(post("{\"taskId\":\"t1\",\"unitId\":\"u1\",\"status\":\"DONE\",\"asOf\":\"2025-09-30\"}"), 202);

        // Then
        ProgressReport sent = api.door.sent.get(0);
        assertThat(sent.getReportId()).hasSize(36);
        assertThat(answer.at("/results/0/reportId").asText()).isEqualTo(sent.getReportId());
        assertThat(sent.getReportedAt()).isEqualTo(FakeDoor.NOW.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void momentsAreAsKafkaKeepsThem() {
        // When
        post(report("r1").replace("02:00:00Z", "02:00:00.987654321Z"));

        // Then
        assertThat(api.door.sent.get(0).getReportedAt()).isEqualTo(Instant.parse("2025-09-01T02:00:00.987Z"));
    }

    @Test
    void aBadItemDoesNotHarmItsNeighbours() {
        // When
        JsonNode answer = body(
                post("[" + report("r1") + ",{\"taskId\":\"t1\"}," + report("r3").replace("40", "400") + ",7,"
                        + report("r5") + "]"),
                202);

        // Then
        assertThat(answer.path("results").findValuesAsText("status"))
                .containsExactly("accepted", "refused", "refused", "refused", "accepted");
        assertThat(answer.path("results").findValuesAsText("code"))
                .containsExactly("MISSING_FIELD", "PERCENT_OUT_OF_RANGE", "NOT_A_REPORT");
        assertThat(answer.at("/results/1/messageVi").asText()).contains("unitId");
        assertThat(answer.at("/results/2/index").asInt()).isEqualTo(2);
        assertThat(api.door.sent).extracting(ProgressReport::getReportId).containsExactly("r1", "r5");
    }

    @Test
    void whatWasAcceptedBeforeIsADuplicateAndIsNotSent() {
        // Given
        body(post(report("r1")), 202);
        api.door.accept(api.door.sent.get(0));

        // When
        JsonNode answer = body(post(report("r1")), 202);

        // Then
        assertThat(answer.at("/results/0/status").asText()).isEqualTo("duplicate");
        assertThat(api.door.sent).hasSize(1);
    }

    @Test
    void anIdThatStandsForAnotherReportIsRefused() {
        // Given
        body(post(report("r1")), 202);
        api.door.accept(api.door.sent.get(0));

        // When
        JsonNode answer = body(post(report("r1").replace("40", "60")), 422);

        // Then
        assertThat(answer.path("code").asText()).isEqualTo(RefusalCode.REPORT_ID_REUSED.name());
    }

    @Test
    void madeTwiceARequestWithoutMomentsIsTheSameReports() {
        // Given
        String unstamped =
                "{\"reportId\":\"r1\",\"taskId\":\"t1\",\"unitId\":\"u1\",\"status\":\"DONE\",\"asOf\":\"2025-09-30\"}";
        ProgressReport stored = Samples.report("r2", "t1", "u1", Status.DONE);
        stored.setReportedAt(Instant.parse("2025-09-09T09:09:09Z"));
        api.door.accept(stored);

        // When
        post(unstamped);
        post(unstamped);
        JsonNode known = body(
                post("{\"reportId\":\"r2\",\"taskId\":\"t1\",\"unitId\":\"u1\",\"status\":\"DONE\",\"percent\":40,"
                        + "\"asOf\":\"2025-08-31\"}"),
                202);

        // Then
        assertThat(api.door.sent).hasSize(2);
        assertThat(api.door.sent.get(0)).isEqualTo(api.door.sent.get(1));
        assertThat(known.at("/results/0/status").asText()).isEqualTo("duplicate");
    }

    @Test
    void idsThatOnlyLookAlikeInTheirFormOfMarksAreOne() {
        // When
        post(report("r1").replace("u1", "xa\u0309"));

        // Then
        assertThat(api.door.sent.get(0).getUnitId()).isEqualTo("x\u1ea3");
    }

    @Test
    void aReportKeptOnDiskSaysSo() {
        // Given
        api.door.answer = new SendResult.Spooled("r1", "Kafka cannot be reached; it goes out when Kafka is back");

        // When
        JsonNode answer = body(post("?wait=true", report("r1")), 202);

        // Then
        assertThat(answer.at("/results/0/status").asText()).isEqualTo("spooled");
        assertThat(answer.at("/results/0/whatToDo").asText()).contains("không cần gửi lại", "goes out by itself");
        assertThat(answer.at("/results/0/notShownBecause").asText()).isEqualTo("SPOOLED");
    }

    @Test
    void whereNothingCouldBeHandedOnTheAnswerIs503WithTheReasons() {
        // Given
        api.door.answer = new SendResult.Failed("r1", "Kafka did not answer", new IllegalStateException());

        // When
        HttpResponse<String> response = post(report("r1"));

        // Then
        JsonNode answer = body(response, 503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json; charset=utf-8");
        assertThat(answer.path("code").asText()).isEqualTo("NOT_DELIVERED");
        assertThat(answer.at("/results/0/whatToDo").asText())
                .contains("cùng mã báo cáo", "same reportId")
                .doesNotContain("Kafka");
    }

    @Test
    void aSlowKafkaIsWaitedForWithinBoundsAndQueriesGoOn() {
        // Given
        CompletableFuture<Void> never = new CompletableFuture<>();
        api.door.gate = never;

        // When
        JsonNode answer = body(post(report("r1")), 503);

        // Then
        assertThat(answer.at("/results/0/code").asText()).isEqualTo("NO_ANSWER");
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(api.door.intake.onTheirWay()).isEqualTo(1);
        never.complete(null);
        assertThat(api.door.intake.onTheirWay()).isZero();
    }

    @Test
    void moreThanMayWaitAreAnswered429AndTakenLater() {
        // Given
        api.door.gate = new CompletableFuture<>();
        post(array(FakeDoor.MOST - 10));

        // When
        HttpResponse<String> tooMany = post(array(11));

        // Then
        assertThat(body(tooMany, 429).path("code").asText()).isEqualTo("BUSY");
        assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
        api.door.gate.complete(null);
        api.door.gate = CompletableFuture.completedFuture(null);
        body(post(array(11)), 202);
    }

    private static String array(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> report("r" + number))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void waitingEndsWhenEveryReportShowsOrIsRefused() {
        // Given
        ProgressReport refused = Samples.report("r2", "t1", "u1", Status.DONE);
        api.door.standings.put("r1", new Standing.Shown());
        api.door.standings.put("r2", new Standing.Refused(Samples.rejected(refused, 1)));
        api.door.standings.put("r3", new Standing.NotToBeSeen(Standing.Reason.TASK_NOT_PUBLISHED));

        // When
        JsonNode answer = body(
                post("?wait=true&waitMillis=30000", "[" + report("r1") + "," + report("r2") + "," + report("r3") + "]"),
                202);

        // Then
        assertThat(answer.path("results").findValuesAsText("status"))
                .containsExactly("accepted", "refused", "accepted");
        assertThat(answer.path("results").findValuesAsText("shown")).containsExactly("true", "false", "false");
        assertThat(answer.at("/results/1/code").asText()).isEqualTo("NOT_ASSIGNED");
        assertThat(answer.at("/results/2/notShownBecause").asText()).isEqualTo("TASK_NOT_PUBLISHED");
        assertThat(answer.at("/counts/shown").asInt()).isEqualTo(1);
    }

    @Test
    void whatDoesNotShowInTimeIsNoError() {
        // When
        JsonNode answer = body(post("?wait=true&waitMillis=100", report("r1")), 202);

        // Then
        assertThat(answer.at("/results/0/status").asText()).isEqualTo("accepted");
        assertThat(answer.at("/results/0/shown").asBoolean(true)).isFalse();
        assertThat(answer.at("/results/0/notShownBecause").asText()).isEqualTo("NOT_IN_TIME");
    }

    @Test
    void storesThatCannotSayAreAskedAgain() {
        // When
        api.reads.failure = new NotReady("restoring");

        // Then taking reports in needs no stores
        assertThat(body(post(report("r1")), 202).at("/results/0/status").asText())
                .isEqualTo("accepted");
    }

    @Test
    void whatBecameOfReportsIsCounted() {
        // When
        post("[" + report("r1") + ",{}]");

        // Then
        List<String> metrics = api.get("/metrics").body().lines().toList();
        assertThat(metrics)
                .contains("tiendo_gateway_reports_total{status=\"accepted\"} 1.0")
                .contains("tiendo_gateway_reports_total{status=\"refused\"} 1.0")
                .contains("tiendo_gateway_waiting 0.0");
    }
}
