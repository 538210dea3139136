package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.spool.SpoolStatus;
import org.tiendo.v1.ProgressReport;

/**
 * A unit's program is killed at random moments while it reports through a spool. {@code -Dtiendo.faults=100} kills it a
 * hundred times; {@code -Dtiendo.faults.seed=N} chooses other moments.
 */
class ProducerKillLiveTest {
    private static final int KILLS = Integer.getInteger("tiendo.faults", 8);
    private static final long SEED = Long.getLong("tiendo.faults.seed", 28);

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void whatWasPromisedIsCountedAndNothingTwice() throws Exception {
        Path directory = LiveStack.newDirectory("producer-kill");
        try (LiveStack stack = LiveStack.start("producer-kill-stack")) {
            // Given
            ReportStream stream = new ReportStream();
            DisturbedRun run = new DisturbedRun();
            stack.replay(run.sent(stream.setUp()));
            KilledProducer producer = new KilledProducer(directory, stack.connection(), SEED);
            // When
            for (int kill = 0; kill < KILLS; kill++) {
                producer.runAndKill();
            }
            SpoolStatus left = drain(stack, producer.spool());
            // Then
            List<ConsumerRecord<String, byte[]>> records = ProgressTopic.read(stack.connection());
            List<ProgressReport> reports = ProgressTopic.reports(records, stack.connection());
            List<String> lines = new ArrayList<>();
            Set<String> arrived = new HashSet<>();
            for (int i = 0; i < records.size(); i++) {
                lines.add(ProgressTopic.line(records.get(i), reports.get(i)));
                arrived.add(reports.get(i).getReportId());
            }
            System.out.printf(
                    "%d kills (seed %d): %d sent, %d promised, %d arrived, %d of them more than once, %d torn ends%n",
                    KILLS,
                    SEED,
                    producer.sent().size(),
                    producer.promised().size(),
                    arrived.size(),
                    records.size() - arrived.size(),
                    left.tornTails());
            assertThat(left.depth()).isZero();
            assertThat(left.held()).isZero();
            assertThat(left.damaged()).isZero();
            assertThat(arrived).containsAll(producer.promised());
            assertThat(producer.sent()).containsAll(arrived);
            assertCounted(stack, run, stream, lines, arrived.size());
        }
        LiveStack.delete(directory);
    }

    /** What is left goes out, as when the program is started again and the line holds. */
    private static SpoolStatus drain(LiveStack stack, Path spool) throws InterruptedException {
        try (ProgressReporter reporter = ProgressReporter.builder()
                .connection(stack.connection())
                .spool(spool)
                .clock(Clock.fixed(SpoolingChild.BEGIN.plusSeconds(KILLS), ZoneOffset.UTC))
                .build()) {
            reporter.spool().orElseThrow().awaitEmpty(Duration.ofMinutes(2));
            return reporter.spool().orElseThrow().status();
        }
    }

    /** Every KPI, alert and sum is what the reference model makes of the reports that arrived. */
    private static void assertCounted(
            LiveStack stack, DisturbedRun run, ReportStream stream, List<String> lines, int distinct) {
        run.sent(lines);
        stack.replay(run.sent(List.of(stream.tick("2025-03-20T02:00:00Z"))));
        stack.awaitReceived(lines.size());
        Map<String, Long> sums = new ApiAnswers(stack.api(), "").accounting(null);
        assertThat(sums.get("counted") + sums.get("superseded")).isEqualTo(distinct);
        assertThat(sums.get("received") - sums.get("duplicate")).isEqualTo(distinct);
        run.verify(stack.api());
    }
}
