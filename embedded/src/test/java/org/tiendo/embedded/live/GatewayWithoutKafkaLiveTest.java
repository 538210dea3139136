package org.tiendo.embedded.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kafka goes away under the gateway: what comes meanwhile is said to be spooled, and counts once when it is back. */
class GatewayWithoutKafkaLiveTest {
    private static final int REPORTS = 50;

    @Test
    void whatComesWhileKafkaIsAwayIsSpooledAndCountsOnce() {
        try (LiveStack stack = LiveStack.start("gateway-without-kafka")) {
            // Given
            Api api = stack.api();
            assertThat(statuses(post(api, "before"))).containsOnly("accepted");
            stack.stopBroker();

            // When
            JsonNode away = post(api, "away");

            // Then
            assertThat(statuses(away)).containsOnly("spooled");
            assertThat(away.at("/results/0/whatToDo").asText()).isNotEmpty();
            assertThat(api.getAny("/health/ready").path("notes").toString()).contains("spool: ");

            // When
            stack.startBroker();

            // Then, parked as their tasks are not published
            await().atMost(LiveStack.PATIENCE).ignoreExceptions().untilAsserted(() -> {
                JsonNode accounting = api.get("/api/v1/accounting");
                assertThat(accounting.path("parked").asInt()).isEqualTo(2 * REPORTS);
            });
            assertThat(api.getAny("/health/ready").has("notes")).isFalse();
            stack.stopApp();
        }
    }

    private static JsonNode post(Api api, String prefix) {
        List<String> reports = IntStream.range(0, REPORTS)
                .mapToObj(number -> "{\"reportId\":\"" + prefix + number + "\",\"taskId\":\"t" + number
                        + "\",\"unitId\":\"u\",\"status\":\"DONE\",\"asOf\":\"2024-02-01\"}")
                .toList();
        HttpResponse<String> response = api.post(
                "/api/v1/reports", "application/json", reports.toString().getBytes(UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return Api.parse(response.body());
    }

    private static List<String> statuses(JsonNode answer) {
        return new ArrayList<>(answer.path("results").findValuesAsText("status"));
    }
}
