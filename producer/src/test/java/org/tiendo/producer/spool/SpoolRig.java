package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.tiendo.producer.SendResult;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** Spools for tests: quick to try again and to lose patience. */
final class SpoolRig {
    static final Instant NOW = Instant.parse("2025-06-30T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final SpoolSettings QUICK = SpoolSettings.DEFAULTS
            .withPatience(Duration.ofSeconds(10))
            .withPauses(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(20));
    static final SpoolSettings IMPATIENT = QUICK.withPatience(Duration.ofMillis(50));

    private SpoolRig() {}

    static Spool open(Path directory, Outlet outlet) {
        return Spool.open(directory, QUICK, outlet, CLOCK);
    }

    static ProgressReport report(String task, String id) {
        return ProgressReport.newBuilder()
                .setReportId(id)
                .setTaskId(task)
                .setUnitId("u-1")
                .setStatus(Status.DONE)
                .setAsOf(LocalDate.of(2025, 6, 30))
                .setReportedAt(NOW)
                .setNote("Đã ban hành " + id)
                .build();
    }

    /** Fills a spool whose line is down, and closes it. */
    static void fill(Path directory, List<String> ids) {
        try (Spool spool = Spool.open(directory, IMPATIENT, FakeOutlet.answering(any -> FakeOutlet.down()), CLOCK)) {
            for (String id : ids) {
                SendResult result = spool.send(report("t-1", id)).join();
                if (!(result instanceof SendResult.Spooled)) {
                    throw new AssertionError(result);
                }
            }
        }
    }

    /** As {@link #fill(Path, List)}, each id once for each task. */
    static void fill(Path directory, List<String> ids, String... tasks) {
        try (Spool spool = Spool.open(directory, IMPATIENT, FakeOutlet.answering(any -> FakeOutlet.down()), CLOCK)) {
            for (String id : ids) {
                for (String task : tasks) {
                    spool.send(report(task, id + "-" + task)).join();
                }
            }
        }
    }

    /** The files of reports, oldest first. */
    static List<Path> segments(Path directory) throws IOException {
        return DamagedRecords.filesIn(directory).stream()
                .filter(file -> file.toString().endsWith(".reports"))
                .toList();
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : DamagedRecords.filesIn(from)) {
            if (Files.isRegularFile(file)) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
