package org.tiendo.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.Topics;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class ProgressReporterTest {
    private static final Instant NOW = Instant.parse("2025-06-30T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2025, 6, 30);

    private final TestBroker broker = new TestBroker(false);
    private final ProgressReporter reporter = ProgressReporter.builder()
            .producer(broker.producer())
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void anAcknowledgedReportIsAcceptedAndKeyedByItsTask() {
        // Given
        broker.registerSchemas();
        ProgressReport report = report().build();

        // When
        CompletableFuture<SendResult> result = reporter.send(report);
        assertThat(result).isNotDone();
        broker.kafka().completeNext();

        // Then
        assertThat(result.join()).isInstanceOf(SendResult.Accepted.class);
        ProducerRecord<String, byte[]> record = broker.records(Topics.PROGRESS).get(0);
        assertThat(record.key()).isEqualTo("t-1");
        assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(broker.read(record)).isEqualTo(report);
        SendResult.Accepted accepted = (SendResult.Accepted) result.join();
        assertThat(accepted.topic()).isEqualTo("tiendo.progress");
        assertThat(accepted.offset()).isZero();
    }

    @Test
    void aReportWithoutAnIdGetsOneAndTheResultNamesIt() {
        // Given
        broker.registerSchemas();

        // When
        CompletableFuture<SendResult> result =
                reporter.send(report().setReportId("").build());
        reporter.flush();

        // Then
        ProgressReport sent =
                (ProgressReport) broker.read(broker.records(Topics.PROGRESS).get(0));
        assertThat(sent.getReportId()).isNotEmpty().isEqualTo(result.join().reportId());
    }

    @Test
    void aReportThatBreaksARuleIsNotSent() {
        // When
        SendResult result = reporter.send(report().setPercent(101).build()).join();

        // Then
        assertThat(result).isEqualTo(new SendResult.Refused("r-1", RefusalCode.PERCENT_OUT_OF_RANGE));
        assertThat(broker.kafka().history()).isEmpty();
    }

    @Test
    void aReportThatKafkaDoesNotTakeFailsWithWhatToDo() {
        // Given
        broker.registerSchemas();

        // When
        CompletableFuture<SendResult> late = reporter.send(report().build());
        broker.kafka().errorNext(new TimeoutException("expired"));
        CompletableFuture<SendResult> forbidden = reporter.send(report().build());
        broker.kafka().errorNext(new TopicAuthorizationException("tiendo.progress"));

        // Then
        assertThat(failure(late))
                .isEqualTo("Kafka at nowhere:9092 did not answer in time. Check that it runs and that --bootstrap is"
                        + " right, then try again");
        assertThat(failure(forbidden)).contains("does not allow this account to do that: tiendo.progress");
    }

    @Test
    void aProducerThatThrowsGivesAFailedResultToo() {
        // Given
        broker.registerSchemas();
        broker.kafka().close();

        // When
        CompletableFuture<SendResult> result = reporter.send(report().build());

        // Then
        assertThat(result.join()).isInstanceOf(SendResult.Failed.class);
    }

    @Test
    void aSchemaThatIsNotRegisteredIsAFailureThatSaysHowToRegisterIt() {
        // When
        CompletableFuture<SendResult> result = reporter.send(report().build());

        // Then
        assertThat(failure(result)).endsWith("does not know the schema. Register it: tiendo topics --create");
        assertThat(broker.kafka().history()).isEmpty();
    }

    @Test
    void closingSendsWhatIsBuffered() {
        // Given
        broker.registerSchemas();
        CompletableFuture<SendResult> result = reporter.send(report().build());

        // When
        reporter.flush();

        // Then
        assertThat(result.join()).isInstanceOf(SendResult.Accepted.class);
    }

    private ProgressReport.Builder report() {
        return reporter.newReport("t-1", "u-1", Status.DONE, TODAY).setReportId("r-1");
    }

    private static String failure(CompletableFuture<SendResult> result) {
        assertThat(result.join()).isInstanceOf(SendResult.Failed.class);
        return ((SendResult.Failed) result.join()).whatToDo();
    }
}
