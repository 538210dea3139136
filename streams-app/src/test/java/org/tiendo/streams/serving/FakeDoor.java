package org.tiendo.streams.serving;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.contract.ReportRules;
import org.tiendo.producer.SendResult;
import org.tiendo.streams.gateway.FileReports;
import org.tiendo.streams.gateway.Intake;
import org.tiendo.v1.ProgressReport;

/** A way in that leads to a list instead of Kafka, and what the pipeline would say, at will. */
final class FakeDoor implements Trail {
    static final Instant NOW = Instant.parse("2025-10-01T02:00:00.123456789Z");
    static final int MOST = 10_000;
    static final Duration PATIENCE = Duration.ofMillis(500);

    final List<ProgressReport> sent = new CopyOnWriteArrayList<>();
    final Map<String, ProgressReport> accepted = new HashMap<>();
    final Map<String, Standing> standings = new ConcurrentHashMap<>();
    final Intake intake = new Intake(this::send, this::before, MOST, PATIENCE, System::nanoTime);

    final FakePublished published = new FakePublished();
    final List<String> notes = new CopyOnWriteArrayList<>();

    /** What sending answers in place of the usual; null for that. */
    volatile @Nullable SendResult answer;

    /** What sending waits for. */
    volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    ReportsDoor open(MeterRegistry metrics) {
        return new ReportsDoor(
                intake, new FileReports(published), this, InstantSource.fixed(NOW), metrics, () -> notes);
    }

    private CompletableFuture<SendResult> send(ProgressReport report) {
        String reportId = report.getReportId();
        SendResult other = answer;
        if (other != null) {
            return gate.thenApply(opened -> other);
        }
        return gate.thenApply(opened -> ReportRules.check(report, report.getTaskId(), NOW)
                .<SendResult>map(code -> new SendResult.Refused(reportId, code))
                .orElseGet(() -> {
                    sent.add(report);
                    return new SendResult.Accepted(reportId, "tiendo.progress", 2, sent.size() - 1L);
                }));
    }

    @Override
    public Optional<ProgressReport> before(String taskId, String reportId) {
        return Optional.ofNullable(accepted.get(Ids.join(taskId, reportId)));
    }

    void accept(ProgressReport report) {
        accepted.put(Ids.join(report.getTaskId(), report.getReportId()), report);
    }

    @Override
    public Track follow(Sent report) {
        return () -> standings.getOrDefault(report.report().getReportId(), new Standing.OnItsWay());
    }
}
