package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumer and webhook together: what a receiver sees of the topics. */
class WebhookDeliveryTest {
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(2), Duration.ofMillis(10));
    private static final AlertSubscription GROUP = AlertSubscription.ofGroup("webhook");

    private final AlertLog log = new AlertLog();
    private final List<String> refused = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
        log.close();
    }

    @Test
    void anAlertIsTriedUntilTheReceiverTakesItAndTheNextWaits() throws Exception {
        // Given
        receiver.thenAnswer(503, 500, 429);
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.cleared("t-1"));
        // When
        postUntil(() -> receiver.requests().size() == 5);
        // Then
        assertThat(receiver.steps())
                .containsExactly("t-1 RAISED 1", "t-1 RAISED 1", "t-1 RAISED 1", "t-1 RAISED 1", "t-1 CLEARED 1");
        assertThat(receiver.requests().subList(0, 4))
                .extracting(request -> request.header("Idempotency-Key"))
                .containsOnly("overdue%7Ct-1%7Cu-1%7C%7C2025-06-30%7C1%7CRAISED%7C1");
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(2);
    }

    @Test
    void theStepsOfEveryAlertArriveInOrder() throws Exception {
        // Given
        int tasks = 20;
        for (int task = 0; task < tasks; task++) {
            log.append(task % 4, AlertLog.raised("t-" + task));
        }
        for (int task = 0; task < tasks; task++) {
            log.append(task % 4, AlertLog.escalated("t-" + task));
            log.append(task % 4, AlertLog.cleared("t-" + task));
        }
        receiver.thenAnswer(204, 500, 204, 204, 503, 503, 204, 429);
        // When
        postUntil(() -> receiver.requests().size() == 3 * tasks + 4);
        // Then
        for (int task = 0; task < tasks; task++) {
            String of = "t-" + task + " ";
            assertThat(receiver.steps().stream()
                            .filter(step -> step.startsWith(of))
                            .distinct())
                    .containsExactly(of + "RAISED 1", of + "ESCALATED 2", of + "CLEARED 1");
        }
    }

    @Test
    void nothingIsCommittedWhileTheReceiverIsDown() throws Exception {
        // Given
        log.append(AlertLog.raised("t-1"));
        receiver.thenAnswer(500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500);
        // When
        postUntil(() -> receiver.requests().size() == 4);
        // Then
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isIn(null, 0L);
    }

    @Test
    void anAlertRefusedForGoodIsRecordedAndLetsTheNextPass() throws Exception {
        // Given
        receiver.thenAnswer(422);
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.raised("t-2"));
        // When
        postUntil(() -> receiver.requests().size() == 2);
        // Then
        assertThat(refused).singleElement().asString().contains("\"status\":422", "\"taskId\":\"t-1\"");
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(2);
    }

    @Test
    void aRefusalThatCannotBeRecordedIsNotDealtWith() throws Exception {
        // Given
        receiver.thenAnswer(422, 422);
        log.append(AlertLog.raised("t-1"));
        List<Integer> tries = new ArrayList<>();
        RefusedAlerts full = RefusedAlerts.to(
                line -> {
                    tries.add(1);
                    throw new IllegalStateException("the disk is full");
                },
                Clock.systemUTC());
        // When
        postUntil(() -> receiver.requests().size() == 3, full);
        // Then
        assertThat(tries).hasSize(2);
        assertThat(receiver.steps()).containsOnly("t-1 RAISED 1");
    }

    @Test
    void whatWasPostedButNotCommittedIsPostedAgainUnderTheSameKey() throws Exception {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.refuseNextCommit(new CommitFailedException());
        postUntil(() -> receiver.requests().size() == 1);
        log.forgetCommitted();
        // When
        postUntil(() -> receiver.requests().size() == 2);
        // Then
        assertThat(receiver.requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .containsExactly(
                        "overdue%7Ct-1%7Cu-1%7C%7C2025-06-30%7C1%7CRAISED%7C1",
                        "overdue%7Ct-1%7Cu-1%7C%7C2025-06-30%7C1%7CRAISED%7C1");
    }

    @Test
    void whatWasCommittedIsNotPostedAgainAfterARestart() throws Exception {
        // Given
        log.append(AlertLog.raised("t-1"));
        postUntil(() -> receiver.requests().size() == 1);
        log.append(AlertLog.cleared("t-1"));
        // When
        postUntil(() -> receiver.requests().size() == 2);
        // Then
        assertThat(receiver.steps()).containsExactly("t-1 RAISED 1", "t-1 CLEARED 1");
    }

    private void postUntil(BooleanSupplier done) throws InterruptedException {
        postUntil(done, RefusedAlerts.to(refused::add, Clock.systemUTC()));
    }

    /** A process's life: it posts until then, and is stopped in order. */
    private void postUntil(BooleanSupplier done, RefusedAlerts refusals) throws InterruptedException {
        Webhook webhook =
                new Webhook(URI.create(receiver.url()), Duration.ofSeconds(5), null, refusals, Clock.systemUTC());
        try (AlertConsumer consumer = new AlertConsumer(
                log.connection(), GROUP, log.consumer(log.connection().consumerSettings(GROUP.group())), SHORT)) {
            Thread runner = new Thread(() -> consumer.run(webhook));
            runner.start();
            try {
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(5))
                        .until(done::getAsBoolean);
            } finally {
                consumer.stop();
                runner.join();
            }
        }
    }
}
