package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.v1.Plan;

class AlertConsumerTest {
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(2), Duration.ofMillis(10));
    private static final AlertSubscription GROUP = AlertSubscription.ofGroup("team");

    private final AlertLog log = new AlertLog();
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theStepsOfAnAlertComeInOrder() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.raised("t-2"));
        log.append(AlertLog.escalated("t-1"));
        log.append(AlertLog.cleared("t-1"));
        // When
        runUntil(4, GROUP, this::deliver);
        // Then
        assertThat(delivered).containsExactly("t-1 RAISED 1", "t-2 RAISED 1", "t-1 ESCALATED 2", "t-1 CLEARED 1");
    }

    @Test
    void anOffsetIsCommittedOnlyAfterTheHandlerHasReturned() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.raised("t-2"));
        List<Long> committedWhileHandling = new ArrayList<>();
        // When
        runUntil(2, GROUP, alert -> {
            committedWhileHandling.add(log.committed(AlertKind.OVERDUE, 0));
            if (delivered.isEmpty() && committedWhileHandling.size() < 3) {
                throw new IOException("not yet");
            }
            deliver(alert);
        });
        // Then
        assertThat(committedWhileHandling.subList(0, 3)).allMatch(offset -> offset == null || offset == 0);
        assertThat(committedWhileHandling.get(3)).isIn(null, 0L, 1L);
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(2);
    }

    @Test
    void aFailingHandlerHoldsUpItsPartitionAlone() {
        // Given
        log.append(0, AlertLog.raised("t-1"));
        log.append(0, AlertLog.escalated("t-1"));
        log.append(1, AlertLog.raised("t-2"));
        log.append(1, AlertLog.cleared("t-2"));
        // When
        AlertCounts counts = runUntil(4, GROUP, alert -> {
            if (alert.alert().getTaskId().equals("t-1") && delivered.size() < 2) {
                throw new IOException("receiver is down");
            }
            deliver(alert);
        });
        // Then
        assertThat(delivered).containsExactly("t-2 RAISED 1", "t-2 CLEARED 1", "t-1 RAISED 1", "t-1 ESCALATED 2");
        assertThat(counts.failures()).isPositive();
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(2);
        assertThat(log.committed(AlertKind.OVERDUE, 1)).isEqualTo(2);
    }

    @Test
    void aPartitionThatIsPutOffIsPausedWhileKafkaIsPolled() throws InterruptedException {
        // Given
        log.append(AlertLog.raised("t-1"));
        MockConsumer<String, byte[]> kafka = kafka(GROUP);
        AtomicInteger tries = new AtomicInteger();
        try (AlertConsumer consumer = consumer(GROUP, kafka)) {
            Thread runner = new Thread(() -> consumer.run(alert -> {
                tries.incrementAndGet();
                throw new RetryLaterException("asked to wait", Duration.ofMinutes(5), null);
            }));
            runner.start();
            AtomicBoolean polled = new AtomicBoolean();
            // When
            await().until(() -> tries.get() == 1);
            await().until(() -> !kafka.paused().isEmpty());
            kafka.schedulePollTask(() -> polled.set(true));
            // Then
            await().untilTrue(polled);
            assertThat(kafka.paused()).containsExactly(new TopicPartition("tiendo.alerts.overdue", 0));
            assertThat(tries).hasValue(1);
            consumer.stop();
            runner.join();
        }
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isIn(null, 0L);
    }

    @Test
    void whatIsNoAlertIsSkippedAndCounted() {
        // Given
        log.append(Topics.ALERTS_OVERDUE, 0, new byte[] {1, 2, 3});
        log.append(Topics.ALERTS_OVERDUE, 0, null);
        log.append(
                Topics.ALERTS_OVERDUE,
                0,
                log.broker()
                        .producer()
                        .encode(
                                Topics.PLANS,
                                Plan.newBuilder()
                                        .setPlanId("p")
                                        .setTitleVi("Kế hoạch")
                                        .setIssuerId("u-0")
                                        .build()));
        log.append(Topics.ALERTS_OVERDUE, 0, new byte[] {0, 0, 0, 99, 99, 1});
        byte[] cut = log.broker().producer().encode(Topics.ALERTS_OVERDUE, AlertLog.raised("t-9"));
        log.append(Topics.ALERTS_OVERDUE, 0, Arrays.copyOf(cut, cut.length - 10));
        log.append(AlertLog.raised("t-1"));
        // When
        AlertCounts counts = runUntil(1, GROUP, this::deliver);
        // Then
        assertThat(delivered).containsExactly("t-1 RAISED 1");
        assertThat(counts).isEqualTo(new AlertCounts(1, 0, 5, 0));
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(6);
    }

    @Test
    void aStepIsDeliveredOnceThoughItIsReadAgainAfterARebalance() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.escalated("t-1"));
        log.append(AlertLog.cleared("t-1"));
        MockConsumer<String, byte[]> kafka = kafka(GROUP);
        AtomicBoolean again = new AtomicBoolean();
        // When
        AlertCounts counts = runUntil(4, GROUP, kafka, alert -> {
            deliver(alert);
            if (delivered.size() == 3 && again.compareAndSet(false, true)) {
                log.append(AlertLog.raised("t-2"));
                kafka.schedulePollTask(() -> {
                    kafka.rebalance(List.of());
                    log.forgetCommitted();
                    log.giveAll(kafka);
                    log.refill(kafka);
                });
            }
        });
        // Then
        assertThat(delivered).containsExactly("t-1 RAISED 1", "t-1 ESCALATED 2", "t-1 CLEARED 1", "t-2 RAISED 1");
        assertThat(counts.repeated()).isEqualTo(3);
    }

    @Test
    void whatIsRevokedIsCommittedAndTheRestLeftToItsNextOwner() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.raised("t-2"));
        MockConsumer<String, byte[]> kafka = kafka(GROUP);
        List<Long> committedAtRevocation = new ArrayList<>();
        // When
        try (AlertConsumer consumer = consumer(GROUP, kafka)) {
            consumer.run(alert -> {
                if (!delivered.isEmpty()) {
                    kafka.schedulePollTask(() -> {
                        kafka.rebalance(List.of());
                        committedAtRevocation.add(log.committed(AlertKind.OVERDUE, 0));
                        consumer.stop();
                    });
                    throw new IOException("not yet");
                }
                deliver(alert);
            });
        }
        // Then
        assertThat(delivered).containsExactly("t-1 RAISED 1");
        assertThat(committedAtRevocation).containsExactly(1L);
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(1);
    }

    @Test
    void aCommitThatFailsIsNoEnd() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.raised("t-2"));
        log.refuseNextCommit(new CommitFailedException());
        // When
        runUntil(2, GROUP, alert -> {
            deliver(alert);
            // Longer than a pass, so that there is a commit between the two.
            Thread.sleep(600);
        });
        // Then
        assertThat(delivered).containsExactly("t-1 RAISED 1", "t-2 RAISED 1");
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(2);
    }

    @Test
    void fromNowOnLeavesOutWhatWasThereBefore() {
        // Given
        log.append(AlertLog.raised("t-1"));
        AlertSubscription now = AlertSubscription.fromNow();
        MockConsumer<String, byte[]> kafka = kafka(now);
        // When
        try (AlertConsumer consumer = consumer(now, kafka)) {
            consumer.run(
                    alert -> {
                        deliver(alert);
                        consumer.stop();
                    },
                    () -> log.append(AlertLog.raised("t-2")));
        }
        // Then
        assertThat(delivered).containsExactly("t-2 RAISED 1");
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isNull();
    }

    @Test
    void anInterruptEndsItAndStaysRaised() throws InterruptedException {
        // Given
        log.append(AlertLog.raised("t-1"));
        AtomicBoolean raised = new AtomicBoolean();
        try (AlertConsumer consumer = consumer(GROUP, kafka(GROUP))) {
            Thread runner = new Thread(() -> {
                consumer.run(alert -> {
                    delivered.add("begun");
                    Thread.sleep(60_000);
                });
                raised.set(Thread.currentThread().isInterrupted());
            });
            runner.start();
            await().until(() -> !delivered.isEmpty());
            // When
            runner.interrupt();
            // Then
            runner.join(2_000);
            assertThat(runner.isAlive()).isFalse();
        }
        assertThat(raised).isTrue();
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isIn(null, 0L);
    }

    @Test
    void aRegistryThatIsAwayIsWaitedFor() throws IOException {
        // Given
        log.append(AlertLog.raised("t-1"));
        try (FlakyRegistry registry = FlakyRegistry.of(log.schemaId())) {
            Connection connection = new Connection("nowhere:9092", registry.url(), Map.of("max.retries", "0"));
            MockConsumer<String, byte[]> kafka = kafka(GROUP);
            // When
            AlertCounts counts;
            try (AlertConsumer consumer = new AlertConsumer(connection, GROUP, kafka, SHORT)) {
                registry.failNext(3);
                consumer.run(alert -> {
                    deliver(alert);
                    consumer.stop();
                });
                counts = consumer.counts();
            }
            // Then
            assertThat(delivered).containsExactly("t-1 RAISED 1");
            assertThat(counts).isEqualTo(new AlertCounts(1, 0, 0, 3));
        }
    }

    @Test
    void topicsThatAreNotThereAreNamed() {
        // Given
        MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");
        // Then
        try (AlertConsumer consumer = consumer(GROUP, kafka)) {
            assertThatThrownBy(() -> consumer.run(this::deliver))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("tiendo.alerts.overdue", "tiendo topics --create");
        }
    }

    @Test
    void aRegistryThatDoesNotKnowTheTopicsIsRefusedBeforeAnythingIsSkipped() {
        // Given
        MockConsumer<String, byte[]> kafka = kafka(GROUP);
        // Then
        assertThatThrownBy(() -> new AlertConsumer(new Connection("nowhere:9092", "mock://empty"), GROUP, kafka, SHORT))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("does not know the schema");
        assertThat(kafka.closed()).isTrue();
    }

    private void deliver(ReceivedAlert received) {
        delivered.add(received.alert().getTaskId() + " " + received.alert().getState() + " "
                + received.alert().getLevel());
    }

    private MockConsumer<String, byte[]> kafka(AlertSubscription subscription) {
        return log.consumer(log.connection().consumerSettings(subscription.group()));
    }

    private AlertConsumer consumer(AlertSubscription subscription, MockConsumer<String, byte[]> kafka) {
        return new AlertConsumer(log.connection(), subscription, kafka, SHORT);
    }

    private AlertCounts runUntil(int alerts, AlertSubscription subscription, AlertHandler handler) {
        return runUntil(alerts, subscription, kafka(subscription), handler);
    }

    private AlertCounts runUntil(
            int alerts, AlertSubscription subscription, MockConsumer<String, byte[]> kafka, AlertHandler handler) {
        try (AlertConsumer consumer = consumer(subscription, kafka)) {
            consumer.run(alert -> {
                handler.handle(alert);
                if (delivered.size() == alerts) {
                    consumer.stop();
                }
            });
            return consumer.counts();
        }
    }
}
