package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.contract.ContractJson;
import org.tiendo.v1.TaskAlert;

class WebhookTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-07-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private final List<String> refused = new ArrayList<>();
    private Receiver receiver;
    private Webhook webhook;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
        webhook = webhook(null);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void anAlertIsPostedAsItsContractInJson() throws Exception {
        // When
        webhook.handle(received(AlertLog.escalated("t-1")));
        // Then
        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.path()).isEqualTo("/hook");
        assertThat(request.body()).isEqualTo(ContractJson.toJson(AlertLog.escalated("t-1")));
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Tiendo-Alert-Id")).isEqualTo("overdue%7Ct-1%7Cu-1%7C%7C2025-06-30%7C1");
        assertThat(request.header("Idempotency-Key"))
                .isEqualTo("overdue%7Ct-1%7Cu-1%7C%7C2025-06-30%7C1%7CESCALATED%7C2");
        assertThat(request.header("Authorization")).isNull();
        assertThat(webhook.posted()).isEqualTo(1);
    }

    @Test
    void anIdOfAnyCharactersFitsIntoTheHeaders() throws Exception {
        // Given
        TaskAlert alert = TaskAlert.newBuilder(AlertLog.raised("t-1"))
                .setAlertId("overdue|nhiệm-vụ\r\nX: y|xã||2025-06-30|1")
                .build();
        // When
        webhook.handle(received(alert));
        // Then
        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.header("Tiendo-Alert-Id"))
                .isEqualTo("overdue%7Cnhi%E1%BB%87m-v%E1%BB%A5%0D%0AX%3A%20y%7Cx%C3%A3%7C%7C2025-06-30%7C1");
        assertThat(request.headers()).doesNotContainKey("X");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void whatMayPassIsTriedAgain(int status) {
        // Given
        receiver.thenAnswer(status);
        // Then
        assertThatThrownBy(() -> webhook.handle(received(AlertLog.raised("t-1"))))
                .isInstanceOf(RetryLaterException.class)
                .hasMessageContaining("answered " + status);
        assertThat(refused).isEmpty();
    }

    @Test
    void aReceiverThatAsksForAPauseGetsIt() {
        // Given
        receiver.thenAnswer(429, "Retry-After", "90");
        // When
        RetryLaterException later =
                catchThrowableOfType(RetryLaterException.class, () -> webhook.handle(received(AlertLog.raised("t-1"))));
        // Then
        assertThat(later.notBefore()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 413, 422})
    void anyOtherAnswerIsARefusalThatIsRecorded(int status) throws Exception {
        // Given
        receiver.thenAnswer(status);
        // When
        webhook.handle(received(AlertLog.raised("t-1")));
        // Then
        JsonNode line = new ObjectMapper().readTree(refused.get(0));
        assertThat(line.path("status").asInt()).isEqualTo(status);
        assertThat(line.path("refusedAt").asText()).isEqualTo("2025-07-01T00:00:00Z");
        assertThat(line.path("topic").asText()).isEqualTo("tiendo.alerts.overdue");
        assertThat(line.path("partition").asInt()).isEqualTo(3);
        assertThat(line.path("offset").asLong()).isEqualTo(17);
        assertThat(line.path("alert")).isEqualTo(ContractJson.toJson(AlertLog.raised("t-1")));
        assertThat(webhook.refusals()).isEqualTo(1);
        assertThat(webhook.posted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowedButRefused(int status) throws Exception {
        // Given
        try (Receiver elsewhere = Receiver.start()) {
            receiver.thenAnswer(status, "Location", elsewhere.url());
            // When
            webhook.handle(received(AlertLog.raised("t-1")));
            // Then
            assertThat(elsewhere.requests()).isEmpty();
        }
        assertThat(refused).singleElement().asString().contains("\"status\":" + status);
    }

    @Test
    void aReceiverThatIsAwayOrSilentIsTriedAgain() {
        // Given
        receiver.thenAnswerLate(204, 1_500);
        webhook = webhook(null, Duration.ofMillis(300));
        // Then
        assertThatThrownBy(() -> webhook.handle(received(AlertLog.raised("t-1"))))
                .isInstanceOf(IOException.class);
        receiver.close();
        assertThatThrownBy(() -> webhook.handle(received(AlertLog.raised("t-1"))))
                .isInstanceOf(IOException.class);
        assertThat(refused).isEmpty();
    }

    @Test
    void theTokenIsReadAnewForEachAlertAndShownNowhere() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        webhook = webhook(new BearerToken(file));
        // When
        webhook.handle(received(AlertLog.raised("t-1")));
        Files.writeString(file, "second\n");
        receiver.thenAnswer(403);
        webhook.handle(received(AlertLog.raised("t-2")));
        // Then
        assertThat(receiver.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
        assertThat(refused.toString() + new BearerToken(file)).doesNotContain("second");
    }

    @Test
    void aTokenThatWouldBreakTheHeaderIsNotSentNorShown() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), "two words\n");
        // Then
        assertThatThrownBy(() -> new BearerToken(file).check())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one token")
                .hasMessageNotContaining("words");
    }

    @Test
    void refusalsAreAppendedToTheFile() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("refused.ndjson"), "{\"earlier\":true}\n");
        receiver.thenAnswer(422, 422);
        // When
        try (RefusedAlerts toFile = RefusedAlerts.toFile(file, CLOCK)) {
            Webhook posting = new Webhook(URI.create(receiver.url()), LIMIT, null, toFile, CLOCK);
            posting.handle(received(AlertLog.raised("nhiệm-vụ")));
            posting.handle(received(AlertLog.cleared("t-2")));
        }
        // Then
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).contains("\"taskId\":\"nhiệm-vụ\""))
                .satisfies(lines -> assertThat(lines.get(2)).contains("\"CLEARED\""));
    }

    private Webhook webhook(BearerToken token) {
        return webhook(token, LIMIT);
    }

    private Webhook webhook(BearerToken token, Duration limit) {
        return new Webhook(URI.create(receiver.url()), limit, token, RefusedAlerts.to(refused::add, CLOCK), CLOCK);
    }

    private static ReceivedAlert received(TaskAlert alert) {
        return new ReceivedAlert(alert, AlertKind.OVERDUE, "tiendo.alerts.overdue", 3, 17, AlertLog.AT);
    }
}
