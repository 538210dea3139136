package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthApiTest {
    private final ServedApi api = new ServedApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anEmptyStackIsReady() {
        // Given
        api.reads.moment = new Moment(null, 0);

        // When
        HttpResponse<String> response = api.get("/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");
    }

    @Test
    void whatIsMissingForReadinessIsNamed() {
        // Given
        api.reads.unreadiness.add("stores: Kafka Streams is CREATED");
        api.outsideReasons.add("registry: no answer");

        // When
        HttpResponse<String> response = api.get("/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body())
                .isEqualTo("{\"status\":\"not-ready\",\"reasons\":"
                        + "[\"stores: Kafka Streams is CREATED\",\"registry: no answer\"]}");
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsCountRequests() {
        // Given
        api.get("/health/live");

        // When
        HttpResponse<String> response = api.get("/metrics");

        // Then
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body()).contains("tiendo_http_requests_seconds_count{status=\"200\"}");
    }

    @Test
    void headAnswersAsGetDoes() {
        // When
        HttpResponse<String> response = api.send("HEAD", "/api/v1/units");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Type"))
                .isEqualTo(api.get("/api/v1/units").headers().firstValue("Content-Type"));
        assertThat(api.send("HEAD", "/api/v1/units/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void headSaysWhatIsNotReady() {
        // Given
        api.reads.unreadiness.add("stores: Kafka Streams is CREATED");

        // When / Then
        assertThat(api.send("HEAD", "/health/ready").statusCode()).isEqualTo(503);
    }
}
