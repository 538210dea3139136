package org.tiendo.producer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.api.FakeGateway.Reply;

class ApiClientTest {
    private final FakeGateway gateway = new FakeGateway(request -> Reply.ok("{}"));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aListIsReadPageByPageWithTheToken() {
        // Given
        gateway.answers(request -> request.target().contains("pageToken")
                ? Reply.ok("{\"rows\":[{\"n\":2}],\"meta\":{\"clock\":\"2025-10-01\"}}")
                : Reply.ok("{\"rows\":[{\"n\":1}],\"nextPageToken\":\"a b\",\"meta\":{}}"));

        // When
        Listing listing = client().list("/tasks", Map.of("unit", "đơn-vị"));

        // Then
        assertThat(listing.rows()).extracting(row -> row.path("n").asInt()).containsExactly(1, 2);
        assertThat(listing.meta().path("clock").asText()).isEqualTo("2025-10-01");
        assertThat(gateway.requests().get(1).target())
                .startsWith("/api/v1/tasks?")
                .contains("unit=%C4%91%C6%A1n-v%E1%BB%8B", "pageToken=a%20b", "pageSize=1000");
        assertThat(gateway.requests())
                .allMatch(request -> request.authorization().equals("Bearer secret"));
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "422"})
    void whatTheGatewayDoesNotTakeIsBadInput(int status) {
        // Given
        gateway.answers(request -> Reply.problem(status, "no unit has the id x"));

        // Then
        assertThatThrownBy(() -> client().get("/units/x", Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessage(gateway.url() + ": no unit has the id x");
    }

    @Test
    void whoMayNotGetInIsToldWhatToDo() {
        // Given
        gateway.answers(request -> Reply.problem(401, "the token has expired"));

        // Then
        assertThatThrownBy(() -> client().get("/units", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContainingAll("does not accept the token: the token has expired", "TIENDO_TOKEN_FILE")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new ApiClient(GatewayAddress.of(gateway.url()), null).get("/units", Map.of()))
                .hasMessageContaining("wants a token");
    }

    @Test
    void aGatewayThatIsNotReadyIsAskedAgain() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        gateway.answers(
                request -> asked.incrementAndGet() < 3 ? Reply.problem(503, "starting") : Reply.ok("{\"a\":1}"));

        // When
        JsonNode answer = client().withPatience(Duration.ofMinutes(1)).get("/units", Map.of());

        // Then
        assertThat(answer.path("a").asInt()).isEqualTo(1);
        assertThat(asked).hasValue(3);
    }

    @Test
    void patienceEnds() {
        // Given
        gateway.answers(request -> Reply.problem(429, "too much at once"));

        // Then
        assertThatThrownBy(() -> client().get("/units", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(gateway.url() + " is not ready: too much at once");
    }

    @Test
    void aTokenFollowsToTheHolderOnTheSameMachineOnly() {
        // Given
        gateway.answers(request -> request.target().endsWith("/held")
                ? Reply.ok("{\"held\":true}")
                : new Reply(307, "Location: " + gateway.url() + "/held", ""));

        // Then
        assertThat(client().get("/tasks/t", Map.of()).path("held").asBoolean()).isTrue();

        // Given
        gateway.answers(request -> new Reply(307, "Location: http://elsewhere.example/api", ""));

        // Then
        assertThatThrownBy(() -> client().get("/tasks/t", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("held by http://elsewhere.example, to which the token is not sent");
    }

    @Test
    void circlesAndAnswersThatAreNoJsonEnd() {
        // Given
        gateway.answers(request -> new Reply(307, "Location: " + gateway.url() + "/x", ""));

        // Then
        assertThatThrownBy(() -> client().get("/units", Map.of())).hasMessageContaining("in a circle");

        // Given
        gateway.answers(request -> Reply.ok("<html>"));

        // Then
        assertThatThrownBy(() -> client().get("/units", Map.of())).hasMessageContaining("not JSON");
    }

    @Test
    void nobodyThereIsAFailureWithAdvice() {
        // Given
        gateway.close();

        // Then
        assertThatThrownBy(() -> client().get("/units", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith(gateway.url() + " cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiendo.example",
                "ftp://x",
                "https://user:pw@x",
                "https://x?token=1",
                "https://x#f",
                "http://",
                "http://a b"
            })
    void addressesThatAreNoneAreRefused(String address) {
        // Then
        assertThatThrownBy(() -> GatewayAddress.of(address))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--gateway ");
    }

    @Test
    void anAddressMayEndWithTheApisPath() {
        // Then
        assertThat(GatewayAddress.of("https://x.example/tiendo/api/v1/").api("/units"))
                .hasToString("https://x.example/tiendo/api/v1/units");
        assertThat(GatewayAddress.of("http://127.0.0.1:1").isPrivate()).isTrue();
        assertThat(GatewayAddress.of("http://10.0.0.1:1").isPrivate()).isFalse();
        assertThat(GatewayAddress.of("https://10.0.0.1:1").isPrivate()).isTrue();
    }

    @Test
    void aTokenIsShownNowhere() {
        // Then
        assertThat(new AccessToken("secret")).asString().doesNotContain("secret");
        assertThatThrownBy(() -> new AccessToken("two words"))
                .isInstanceOf(BadInputException.class)
                .hasMessageNotContaining("two words");
    }

    private ApiClient client() {
        return new ApiClient(GatewayAddress.of(gateway.url()), new AccessToken("secret"), Duration.ofMillis(600));
    }
}
