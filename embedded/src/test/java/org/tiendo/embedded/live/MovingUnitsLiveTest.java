package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.KpiRow;

/** Units change parents while reports flow: nothing is counted twice or lost, not even for a moment. */
class MovingUnitsLiveTest {
    private static final int OCCURRENCES = ReportStream.TASKS * 3;

    @Test
    void noRowIsEverNegativeOrCountsMoreThanThereIs() {
        try (LiveStack stack = LiveStack.start("moves")) {
            // Given
            ReportStream stream = new ReportStream();
            DisturbedRun run = new DisturbedRun();
            SplittableRandom random = new SplittableRandom(11);
            stack.replay(run.sent(stream.setUp()));
            // When
            for (int round = 0; round < 30; round++) {
                List<String> lines = new ArrayList<>(stream.reports(25));
                for (int moves = 0; moves < 3; moves++) {
                    int unit = 1 + random.nextInt(ReportStream.UNITS - 1);
                    lines.add(stream.unit(unit, "u" + random.nextInt(ReportStream.UNITS), "2025-02-01"));
                }
                stack.replay(run.sent(lines));
                stack.awaitConsumed();
            }
            stack.replay(run.sent(List.of(stream.tick("2025-03-20T02:00:00Z"))));
            stack.awaitReceived(run.reports());
            run.verify(stack.api());
            // Then
            List<KpiRow> rows = rows(stack);
            assertThat(rows).hasSizeGreaterThan(100);
            assertThat(rows).allSatisfy(MovingUnitsLiveTest::assertPossible);
        }
    }

    private static void assertPossible(KpiRow row) {
        assertThat(List.of(
                        row.getTasks(),
                        row.getNotStarted(),
                        row.getInProgress(),
                        row.getDone(),
                        row.getBlocked(),
                        row.getDoneOnTime(),
                        row.getDoneLate(),
                        row.getOpenInTerm(),
                        row.getOverdue(),
                        row.getDueSoon(),
                        row.getCoverage().getExpected(),
                        row.getCoverage().getReported()))
                .as("%s", row)
                .allSatisfy(count -> assertThat(count).isBetween(0L, (long) OCCURRENCES));
        assertThat(row.getNotStarted() + row.getInProgress() + row.getDone() + row.getBlocked())
                .as("%s", row)
                .isEqualTo(row.getTasks());
        assertThat(row.getDoneOnTime() + row.getDoneLate() + row.getOpenInTerm() + row.getOverdue())
                .as("%s", row)
                .isEqualTo(row.getTasks());
    }

    private static List<KpiRow> rows(LiveStack stack) {
        List<KpiRow> rows = new ArrayList<>();
        try (KafkaAvroDeserializer avro = new KafkaAvroDeserializer()) {
            avro.configure(
                    Map.of(
                            KafkaAvroDeserializerConfig.SCHEMA_REGISTRY_URL_CONFIG,
                            stack.connection().registryUrl(),
                            KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG,
                            true),
                    false);
            for (ConsumerRecord<byte[], byte[]> record : new DeadLetters(stack).read("tiendo.kpi.by-unit")) {
                if (record.value() != null) {
                    rows.add((KpiRow) avro.deserialize(record.topic(), record.value()));
                }
            }
        }
        return rows;
    }
}
