package org.tiendo.producer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class ReplayTest {
    private static final String REPORT = """
            {"topic": "tiendo.progress", "timestamp": "2024-03-01T02:00:00Z", "key": "t-1", "value": \
            {"reportId": "r-1", "taskId": "t-1", "unitId": "u", "status": "DONE", "asOf": "2024-03-01", \
            "reportedAt": "2024-03-01T01:59:00Z"}}
            """;

    private final TestBroker broker = TestBroker.ready();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void aRecordGoesOutWithItsKeyItsTimestampAndDefaultsForWhatIsLeftOut() throws IOException {
        // When
        ReplaySummary summary = replay(REPORT);

        // Then
        ProducerRecord<String, byte[]> record = broker.records(Topics.PROGRESS).get(0);
        assertThat(record.key()).isEqualTo("t-1");
        assertThat(record.timestamp())
                .isEqualTo(Instant.parse("2024-03-01T02:00:00Z").toEpochMilli());
        ProgressReport report = (ProgressReport) broker.read(record);
        assertThat(report.getStatus()).isEqualTo(Status.DONE);
        assertThat(report.getAsOf()).isEqualTo(LocalDate.of(2024, 3, 1));
        assertThat(report.getPercent()).isNull();
        assertThat(report.getEvidence()).isEmpty();
        assertThat(summary.lines()).isEqualTo(1);
        assertThat(summary.raw()).isZero();
    }

    @Test
    void aWrongKeyIsSentAsGiven() throws IOException {
        // When
        replay(REPORT.replace("\"key\": \"t-1\"", "\"key\": \"other\""));
        replay(REPORT.replace("\"key\": \"t-1\", ", ""));

        // Then
        assertThat(broker.records(Topics.PROGRESS))
                .extracting(ProducerRecord::key)
                .containsExactly("other", null);
    }

    @Test
    void aNullValueIsATombstone() throws IOException {
        // When
        ReplaySummary summary = replay(
                "{\"topic\":\"tiendo.tasks\",\"timestamp\":\"2024-03-01T02:00:00Z\",\"key\":\"t\",\"value\":null}");

        // Then
        assertThat(broker.records(Topics.TASKS).get(0).value()).isNull();
        assertThat(summary.tombstones()).isEqualTo(1);
    }

    @Test
    void aClockTickGoesToEveryPartition() throws IOException {
        // When
        ReplaySummary summary = replay("{\"topic\": \"tiendo.clock\", \"timestamp\": \"2024-03-01T17:00:00Z\","
                + " \"value\": {\"at\": \"2024-03-01T17:00:00Z\"}}");

        // Then
        List<ProducerRecord<String, byte[]>> ticks = broker.records(Topics.CLOCK);
        assertThat(ticks).extracting(ProducerRecord::partition).containsExactly(0, 1, 2, 3);
        assertThat(ticks).allSatisfy(tick -> {
            assertThat(tick.key()).isNull();
            assertThat(((ClockTick) broker.read(tick)).getAt()).isEqualTo(Instant.parse("2024-03-01T17:00:00Z"));
        });
        assertThat(summary.lines()).isEqualTo(1);
        assertThat(summary.recordsByTopic()).containsEntry("tiendo.clock", 4L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reportId\":  \"r\", \"status\": \"FINISHED\"}",
                "\"not a record, Đồng Nai\"",
                "17.50",
                "[1,  2]",
                "true",
                "{\"a\": {\"b\": \"}\"} }",
                "{\"asOf\": \"31/12/2024\"}"
            })
    void whatDoesNotFitTheContractIsSentAsTheBytesGiven(String value) throws IOException {
        // When
        ReplaySummary summary = replay("{ \"topic\": \"tiendo.progress\", \"value\": " + value
                + " , \"key\": \"k\",\"timestamp\": \"2024-03-01T02:00:00Z\"}");

        // Then
        byte[] sent = broker.records(Topics.PROGRESS).get(0).value();
        assertThat(new String(sent, StandardCharsets.UTF_8)).isEqualTo(value);
        assertThat(summary.raw()).isEqualTo(1);
        assertThat(summary.whyRaw()).singleElement().asString().startsWith("line 1: ");
        assertThat(summary.describe()).contains("sent as raw bytes");
    }

    @Test
    void aFigureBeyondItsFieldIsSentAsTheBytesGiven() throws IOException {
        // Given
        String indicator = "{\"indicatorId\":\"i\",\"planId\":\"p\",\"categoryId\":\"c\",\"nameVi\":\"n\","
                + "\"targets\":[{\"minimum\": 12345678901.50}]}";

        // When
        ReplaySummary summary = replay(line("tiendo.indicators", indicator));

        // Then
        assertThat(summary.raw()).isEqualTo(1);
        assertThat(new String(broker.records(Topics.INDICATORS).get(0).value(), StandardCharsets.UTF_8))
                .isEqualTo(indicator);
    }

    @Test
    void decimalsKeepTheirExactValue() throws IOException {
        // When
        replay(line(
                "tiendo.indicators",
                "{\"indicatorId\":\"i\",\"planId\":\"p\",\"categoryId\":\"c\",\"nameVi\":\"n\","
                        + "\"targets\":[{\"minimum\": 79.99, \"stretch\": 90}]}"));

        // Then
        Indicator indicator =
                (Indicator) broker.read(broker.records(Topics.INDICATORS).get(0));
        assertThat(indicator.getTargets().get(0).getMinimum()).isEqualTo(new BigDecimal("79.99"));
        assertThat(indicator.getTargets().get(0).getStretch()).isEqualTo(new BigDecimal("90.00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\": \"tiendo.nothing\", \"timestamp\": \"2024-03-01T02:00:00Z\", \"value\": {}}",
                "{\"topic\": \"tiendo.progress\", \"timestamp\": \"yesterday\", \"value\": {}}",
                "{\"topic\": \"tiendo.progress\", \"timestamp\": \"1969-03-01T02:00:00Z\", \"value\": {}}",
                "{\"topic\": \"tiendo.progress\", \"value\": {}}",
                "{\"topic\": \"tiendo.progress\", \"timestamp\": \"2024-03-01T02:00:00Z\"}",
                "{\"topic\": \"tiendo.progress\", \"timestamp\": \"2024-03-01T02:00:00Z\", \"value\": {}",
                "{\"topic\": \"tiendo.progress\", \"timestamp\": \"2024-03-01T02:00:00Z\", \"value\": {}} {}",
                "{\"topic\": \"tiendo.progress\", \"timestamp\": \"2024-03-01T02:00:00Z\", \"val\": {}}",
                "[]",
                "not json"
            })
    void aLineThatCannotBeReadStopsTheReplayThere(String bad) {
        // Then
        assertThatThrownBy(() -> replay(REPORT + "\n" + bad + "\n" + REPORT))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("line 3 ");
        assertThat(broker.records(Topics.PROGRESS)).hasSize(1);
    }

    @Test
    void bytesThatAreNoUtf8AreAnErrorInTheirLine() {
        // Given
        byte[] file = (REPORT + "x").getBytes(StandardCharsets.UTF_8);
        file[file.length - 1] = (byte) 0xFF;

        // Then
        assertThatThrownBy(() -> Replay.run(new ByteArrayInputStream(file), broker.producer()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("line 2 is not UTF-8");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreHarmless() throws IOException {
        // When
        ReplaySummary summary = replay("\uFEFF" + REPORT.replace("\n", "\r\n") + "\r\n" + REPORT.trim());

        // Then
        assertThat(summary.lines()).isEqualTo(2);
        assertThat(summary.raw()).isZero();
    }

    @Test
    void everythingIsAcknowledgedWheneverTheTopicChangesAndOnlyThen() throws IOException {
        // When
        replay(REPORT + REPORT + line("tiendo.plans", "{}") + REPORT + REPORT + REPORT);

        // Then
        assertThat(broker.flushedAfter().stream().distinct()).containsExactly(2, 3, 6);
    }

    @Test
    void aRecordThatKafkaLosesStopsTheReplay() {
        // Given
        broker.kafka().sendException = new RecordTooLargeException("too large");

        // Then
        assertThatThrownBy(() -> replay(REPORT + REPORT))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("line 1 to tiendo.progress: Kafka at nowhere:9092 takes no record this large");
    }

    @Test
    void aSchemaThatIsNotRegisteredIsAFailureNotARawValue() {
        // Given
        try (TestBroker empty = new TestBroker(true)) {
            // Then
            assertThatThrownBy(() -> Replay.run(stream(REPORT), empty.producer()))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("line 1 to tiendo.progress")
                    .hasMessageContaining("tiendo topics --create");
            assertThat(empty.kafka().history()).isEmpty();
        }
    }

    private ReplaySummary replay(String file) throws IOException {
        return Replay.run(stream(file), broker.producer());
    }

    private static ByteArrayInputStream stream(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String topic, String value) {
        return "{\"topic\": \"" + topic + "\", \"timestamp\": \"2024-03-01T02:00:00Z\", \"key\": \"k\", \"value\": "
                + value + "}\n";
    }
}
