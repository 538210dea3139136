package org.tiendo.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** One half of the measurement of the spool, in a process of its own with a small heap. */
final class SpoolChild {
    static final String FILL = "fill";
    static final String DRAIN = "drain";
    private static final int TASKS = 600;
    private static final long MIB = 1024 * 1024;

    private SpoolChild() {}

    /** Arguments: fill or drain, Kafka, registry, the spool's directory, how many reports. Prints seconds and MiB. */
    public static void main(String[] arguments) throws InterruptedException {
        int count = Integer.parseInt(arguments[4]);
        ProgressReporter reporter = null;
        long begin = System.nanoTime();
        try {
            reporter = ProgressReporter.builder()
                    .connection(new Connection(arguments[1], arguments[2], Map.of("max.block.ms", "1000")))
                    .spool(Path.of(arguments[3]))
                    .spoolSettings(SpoolSettings.DEFAULTS.withPatience(Duration.ofSeconds(2)))
                    .build();
            Spool spool = reporter.spool().orElseThrow();
            if (arguments[0].equals(FILL)) {
                fill(reporter, count);
            } else if (!spool.awaitEmpty(Duration.ofMinutes(5))) {
                throw new IllegalStateException("not drained: " + spool.status());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println(
                    seconds + " " + (runtime.totalMemory() - runtime.freeMemory()) / MIB + " " + spool.bytes() / MIB);
        } finally {
            if (reporter != null) {
                reporter.close();
            }
        }
    }

    /** All are handed in without waiting; the disk sets the pace. */
    private static void fill(ProgressReporter reporter, int count) {
        List<CompletableFuture<SendResult>> results = new ArrayList<>(count);
        LocalDate today = BusinessTime.dayOf(Instant.now());
        for (int i = 0; i < count; i++) {
            ProgressReport report = reporter.newReport("bench.t-" + i % TASKS, "bench.unit", Status.IN_PROGRESS, today)
                    .setPercent(i % 101)
                    .setNote("Đã trình lãnh đạo phê duyệt, chờ ý kiến các đơn vị phối hợp")
                    .build();
            results.add(reporter.send(report));
        }
        for (CompletableFuture<SendResult> result : results) {
            if (!(result.join() instanceof SendResult.Spooled)) {
                throw new IllegalStateException("expected to be spooled: " + result.join());
            }
        }
    }
}
