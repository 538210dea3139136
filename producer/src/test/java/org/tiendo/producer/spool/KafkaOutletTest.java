package org.tiendo.producer.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.Topics;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.ProgressReport;

class KafkaOutletTest {
    static {
        TrustedClasses.addContracts();
    }

    private final List<SpooledReport> three = List.of(
            new SpooledReport(1, SpoolRig.report("t-1", "r-1")),
            new SpooledReport(2, SpoolRig.report("t-2", "r-2")),
            new SpooledReport(3, SpoolRig.report("t-1", "r-3")));

    @Test
    void aBatchIsSentInOrderStampedWithTheTimeOfSending() throws InterruptedException {
        // Given
        try (TestBroker broker = TestBroker.ready()) {
            Clock later = Clock.offset(SpoolRig.CLOCK, Duration.ofDays(3));
            // When
            List<Delivery> outcomes = new KafkaOutlet(broker.producer(), later).deliver(three);
            // Then
            assertThat(outcomes).allMatch(outcome -> outcome instanceof Delivery.Delivered);
            assertThat(broker.records(Topics.PROGRESS))
                    .extracting(record -> ((ProgressReport) broker.read(record)).getReportId())
                    .containsExactly("r-1", "r-2", "r-3");
            assertThat(broker.records(Topics.PROGRESS))
                    .allMatch(record -> record.timestamp() == later.millis())
                    .allMatch(record -> record.headers().lastHeader("ce_id") != null);
        }
    }

    @Test
    void aRegistryThatLacksTheSchemaKeepsTheWholeBatchAndSaysWhatToDo() throws InterruptedException {
        // Given
        try (TestBroker broker = new TestBroker(true)) {
            // When
            List<Delivery> outcomes = new KafkaOutlet(broker.producer(), SpoolRig.CLOCK).deliver(three);
            // Then
            assertThat(outcomes)
                    .allMatch(outcome -> outcome instanceof Delivery.Later later
                            && later.pace() == Delivery.Pace.SLOWLY
                            && later.whatToDo().contains("tiendo topics --create"));
            assertThat(broker.kafka().history()).isEmpty();
        }
    }

    @Test
    void aReportMadeWhileTheClockWasWrongIsRefusedHereAndTheOthersGo() throws InterruptedException {
        // Given
        try (TestBroker broker = TestBroker.ready()) {
            ProgressReport ahead = ProgressReport.newBuilder(SpoolRig.report("t-1", "ahead"))
                    .setAsOf(LocalDate.of(2031, 1, 1))
                    .build();
            // When
            List<Delivery> outcomes = new KafkaOutlet(broker.producer(), SpoolRig.CLOCK)
                    .deliver(List.of(new SpooledReport(1, ahead), three.get(0)));
            // Then
            assertThat(outcomes.get(0)).isEqualTo(new Delivery.Refused(RefusalCode.FUTURE_DATED));
            assertThat(outcomes.get(1)).isInstanceOf(Delivery.Delivered.class);
        }
    }

    @Test
    void aClockThatHasGoneBackKeepsTheReportSaysSoAndLetsOthersGo() throws InterruptedException {
        // Given
        try (TestBroker broker = TestBroker.ready()) {
            Clock behind = Clock.offset(SpoolRig.CLOCK, Duration.ofDays(-2_000));
            ProgressReport made = ProgressReport.newBuilder(SpoolRig.report("t-2", "now"))
                    .setReportedAt(behind.instant())
                    .setAsOf(LocalDate.of(2020, 1, 1))
                    .build();
            ProgressReport follows =
                    ProgressReport.newBuilder(made).setTaskId("t-1").build();
            // When
            List<Delivery> outcomes = new KafkaOutlet(broker.producer(), behind)
                    .deliver(List.of(
                            three.get(0), new SpooledReport(2, made), three.get(2), new SpooledReport(4, follows)));
            // Then
            assertThat(List.of(outcomes.get(0), outcomes.get(2), outcomes.get(3)))
                    .allMatch(outcome -> outcome instanceof Delivery.Later later
                            && later.pace() == Delivery.Pace.SLOWLY
                            && later.whatToDo().contains("Set this machine's clock"));
            assertThat(outcomes.get(1)).isInstanceOf(Delivery.Delivered.class);
            assertThat(broker.records(Topics.PROGRESS)).hasSize(1);
        }
    }

    @Test
    void withoutALineNotEvenAProducerCanBeMadeAndTheBatchWaits() throws InterruptedException {
        // Given
        KafkaOutlet outlet = KafkaOutlet.by(
                () -> {
                    throw new OperationFailedException("no such host");
                },
                Topics.PROGRESS,
                SpoolRig.CLOCK);
        // When
        List<Delivery> outcomes = outlet.deliver(three);
        // Then
        assertThat(outcomes).hasSize(3).containsOnly(new Delivery.Later(Delivery.Pace.SOON, "no such host"));
        outlet.close();
    }

    @Test
    void aClientThatWasRefusedForGoodIsReplaced() throws InterruptedException {
        // Given
        try (TestBroker refusing = TestBroker.ready();
                TestBroker granting = TestBroker.ready()) {
            refusing.kafka().sendException = new ClusterAuthorizationException("no");
            Deque<TestBroker> brokers = new ArrayDeque<>(List.of(refusing, granting));
            KafkaOutlet outlet = KafkaOutlet.by(() -> brokers.remove().producer(), Topics.PROGRESS, SpoolRig.CLOCK);
            // When
            List<Delivery> refused = outlet.deliver(three);
            List<Delivery> granted = outlet.deliver(three);
            // Then
            assertThat(refused).allMatch(outcome -> pace(outcome) == Delivery.Pace.SLOWLY);
            assertThat(granted).allMatch(Delivery.Delivered.class::isInstance);
            assertThat(refusing.kafka().closed()).isTrue();
        }
    }

    @Test
    void eachFailureKeepsTheReport() {
        // Given
        try (TestBroker broker = TestBroker.ready()) {
            KafkaFailures failures = new KafkaFailures(broker.producer().advice());
            // Then
            assertThat(failures.judge(new TimeoutException("x"))).isEqualTo(soon("did not answer in time", failures));
            assertThat(pace(failures.judge(new SaslAuthenticationException("x"))))
                    .isEqualTo(Delivery.Pace.SLOWLY);
            assertThat(pace(failures.judge(new TopicAuthorizationException("x"))))
                    .isEqualTo(Delivery.Pace.SLOWLY);
            assertThat(pace(failures.judge(new InvalidTimestampException("x")))).isEqualTo(Delivery.Pace.SLOWLY);
            assertThat(pace(failures.judge(new SerializationException("x", new IOException("refused")))))
                    .isEqualTo(Delivery.Pace.SOON);
            assertThat(failures.judge(new RecordTooLargeException("x"))).isInstanceOf(Delivery.Held.class);
            assertThat(failures.judge(new SerializationException("x", new NullPointerException())))
                    .isInstanceOf(Delivery.Held.class);
        }
    }

    private static Delivery soon(String words, KafkaFailures failures) {
        Delivery.Later later = (Delivery.Later) failures.judge(new TimeoutException("x"));
        assertThat(later.whatToDo()).contains(words);
        return new Delivery.Later(Delivery.Pace.SOON, later.whatToDo());
    }

    private static Delivery.Pace pace(Delivery outcome) {
        return ((Delivery.Later) outcome).pace();
    }
}
