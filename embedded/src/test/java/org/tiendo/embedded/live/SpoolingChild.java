package org.tiendo.embedded.live;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.spool.KafkaOutlet;
import org.tiendo.producer.spool.SlowDisk;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/**
 * A unit's program that reports through a spool until it is killed, and says of each report when it begins to send it and
 * when it was promised that it is safe. Every other run has a disk so slow that a kill finds a record half written.
 */
final class SpoolingChild {
    static final String SENDING = "sending ";
    static final String PROMISED = "promised ";

    private static final int GROUP = 20;
    private static final List<Status> STATUSES =
            List.of(Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.BLOCKED);
    /** On the day of the histories, after what {@link ReportStream#setUp} publishes. */
    static final Instant BEGIN = Instant.parse("2025-03-03T02:00:00Z");

    private SpoolingChild() {}

    /** Arguments: Kafka, registry, the spool's directory, the number of this run. */
    public static void main(String[] arguments) {
        Connection connection =
                new Connection(arguments[0], arguments[1], Map.of("max.block.ms", "300", "linger.ms", "0"));
        int run = Integer.parseInt(arguments[3]);
        Path directory = Path.of(arguments[2]);
        Clock clock = Clock.fixed(BEGIN.plusSeconds(run), ZoneOffset.UTC);
        SpoolSettings settings = SpoolSettings.DEFAULTS.withPatience(Duration.ofMillis(500));
        if (run % 2 == 1) {
            KafkaOutlet outlet = new KafkaOutlet(new ContractProducer(connection), clock);
            try (Spool spool = SlowDisk.open(directory, settings, outlet, clock)) {
                report(run, clock, spool::send);
            }
        }
        try (ProgressReporter reporter = ProgressReporter.builder()
                .connection(connection)
                .spool(directory)
                .spoolSettings(settings)
                .clock(clock)
                .build()) {
            report(run, clock, reporter::send);
        }
    }

    /** For ever: it is killed. */
    private static void report(int run, Clock clock, Function<ProgressReport, CompletableFuture<SendResult>> reporter) {
        SplittableRandom random = new SplittableRandom(run);
        for (int number = 0; ; number += GROUP) {
            List<CompletableFuture<Void>> group = new ArrayList<>();
            for (int i = 0; i < GROUP; i++) {
                ProgressReport report = report(clock.instant(), random, "run-" + run + "-" + (number + i));
                say(SENDING + report.getReportId());
                group.add(reporter.apply(report).thenAccept(SpoolingChild::promise));
            }
            CompletableFuture.allOf(group.toArray(CompletableFuture[]::new)).join();
        }
    }

    private static void promise(SendResult result) {
        if (result instanceof SendResult.Accepted || result instanceof SendResult.Spooled) {
            say(PROMISED + result.reportId());
        } else {
            say("not taken: " + result);
        }
    }

    /** One write of the system each, so that a kill cannot mix lines. */
    private static void say(String line) {
        synchronized (System.out) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    /** On a task and by a unit of {@link ReportStream#setUp}. */
    private static ProgressReport report(Instant at, SplittableRandom random, String id) {
        int task = random.nextInt(ReportStream.TASKS);
        return ProgressReport.newBuilder()
                .setReportId(id)
                .setTaskId("t" + task)
                .setUnitId("u" + (task + random.nextInt(3) * 2) % ReportStream.UNITS)
                .setStatus(STATUSES.get(random.nextInt(STATUSES.size())))
                .setPercent(random.nextInt(101))
                .setAsOf(LocalDate.of(2025, 3, 1 + random.nextInt(3)))
                .setReportedAt(at)
                .build();
    }
}
