package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsApiTest {
    private final ServedApi api = new ServedApi();

    @BeforeEach
    void tree() {
        api.reads.unit("x", null);
        api.reads.indicators.put("i1", Samples.share("i1"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/units?color=red color",
                "/units/x?pageSize=5 pageSize",
                "/units/x/kpi?by=colour by",
                "/units/x/kpi?by=plan&by=child by",
                "/units/x/kpi?by= by",
                "/units/x/kpi?asOf=2025-01-01 asOf",
                "/units/x/kpi?plan=a%7Cb plan",
                "/units?pageSize=0 pageSize",
                "/units?pageSize=1001 pageSize",
                "/units?pageSize=ten pageSize",
                "/units?pageToken=nonsense! pageToken",
                "/units?pageToken=bm9uc2Vuc2U pageToken",
                "/units?format=xlsx format",
                "/units?format=pdf format",
                "/indicators/i1?by=plan by",
                "/tasks?status=finished status",
                "/tasks?overdue=maybe overdue",
                "/tasks?dueFrom=01.02.2025 dueFrom",
                "/tasks?dueTo=2025-02-30 dueTo",
                "/tasks?dueFrom=2025-02-02&dueTo=2025-02-01 dueTo",
                "/tasks?unit=a%20b unit",
                "/alerts?kind=late kind",
                "/alerts?state=raised state",
                "/accounting?format=csv format",
                "/rejections?code=BAD_ID code",
            })
    void aBadParameterIsNamed(String query, String parameter) {
        // When
        HttpResponse<String> response = api.get("/api/v1" + query);

        // Then
        JsonNode problem = problem(response, 400);
        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).startsWith(parameter + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "/units/nobody, UNKNOWN_UNIT",
        "/units/nobody/kpi, UNKNOWN_UNIT",
        "/units/nobody/indicators, UNKNOWN_UNIT",
        "/units/a%7Cb/kpi, UNKNOWN_UNIT",
        "/indicators/nothing, UNKNOWN_INDICATOR",
        "/indicators/i1?unit=nobody, UNKNOWN_UNIT",
        "/tasks?unit=nobody, UNKNOWN_UNIT",
        "/tasks?plan=nothing, UNKNOWN_PLAN",
        "/tasks/nothing, UNKNOWN_TASK",
        "/alerts?unit=nobody, UNKNOWN_UNIT",
        "/rejections?unit=nobody, UNKNOWN_UNIT",
        "/accounting?unit=nobody, UNKNOWN_UNIT",
        "/nowhere, NO_SUCH_PATH",
    })
    void whatIsUnknownIsNotFound(String query, String code) {
        // When
        HttpResponse<String> response = api.get("/api/v1" + query);

        // Then
        assertThat(problem(response, 404).path("code").asText()).isEqualTo(code);
    }

    @Test
    void aTokenContinuesOnlyItsOwnQuery() {
        // Given
        api.reads.unit("y", null);
        String token = api.json("/units?pageSize=1").path("nextPageToken").asText();

        // When
        HttpResponse<String> response = api.get("/api/v1/tasks?pageToken=" + token);

        // Then
        assertThat(problem(response, 400).path("parameter").asText()).isEqualTo("pageToken");
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "DELETE", "PATCH"})
    void nothingIsWritten(String method) {
        // When
        HttpResponse<String> response = api.send(method, "/api/v1/units");

        // Then
        assertThat(problem(response, 405).path("code").asText()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void storesThatKeepMovingAreAskedAgainAndThenNotReady() {
        // Given
        api.reads.failure = new InvalidStateStoreException("rebalancing");

        // When
        HttpResponse<String> response = api.get("/api/v1/units/x/kpi");

        // Then
        assertThat(problem(response, 503).path("code").asText()).isEqualTo("NOT_READY");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(api.reads.asked).isEqualTo(3);
    }

    @Test
    void aPartitionNobodyIsKnownToHoldIsNotReady() {
        // Given
        api.reads.away.add("x");
        api.reads.owner = Optional.empty();

        // When
        HttpResponse<String> response = api.get("/api/v1/accounting?unit=x");

        // Then
        problem(response, 503);
    }

    @Test
    void anInstanceWithoutAnyPartitionSendsCallersOn() {
        // Given
        api.reads.failure = new Elsewhere("other:8081");

        // When
        HttpResponse<String> response = api.get("/api/v1/units/%C4%91%C6%A1n");

        // Then
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).contains("http://other:8081/api/v1/units/%C4%91%C6%A1n");
    }

    @Test
    void anUnexpectedFailureSaysNothingOfTheInside() {
        // Given
        api.reads.failure = new IllegalStateException("secret");

        // When
        HttpResponse<String> response = api.get("/api/v1/units");

        // Then
        assertThat(problem(response, 500).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/units/%zz",
        "/api/v1/units?pageSize=%zz",
        "/api/v1/units?%zz=1",
        "/api/v1/units?a=%ff",
        "/api/v1/units/%ff"
    })
    void brokenEncodingIsAnErrorOfTheCaller(String path) throws Exception {
        // When
        String answer = RawHttp.get(api.port(), path);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"50%25, 50%", "a;b, a;b", "a+b, a+b", "%C4%91%C6%A1n, đơn", "%C4%91o%CC%9Bn, đơn"})
    void idsOfAnyCharactersAreFound(String inPath, String unitId) {
        // Given
        api.reads.unit(unitId, null);

        // When / Then
        assertThat(api.json("/units/" + inPath).path("unitId").asText()).isEqualTo(unitId);
    }

    @Test
    void aTakenPortIsSaidSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            FakeReads reads = new FakeReads();
            int port = taken.getLocalPort();
            assertThat(ServedApi.failureOfStart(reads, port)).hasMessageContaining(":" + port + ": the port is taken");
        }
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json; charset=utf-8");
        JsonNode problem = ServedApi.parse(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("code").asText()).isNotEmpty();
        assertThat(problem.path("instance").asText()).startsWith("/");
        return problem;
    }
}
