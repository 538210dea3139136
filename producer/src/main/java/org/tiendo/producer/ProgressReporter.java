package org.tiendo.producer;

import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.spool.Spool;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/**
 * How a unit's software reports progress. Reports go out keyed by task, in the order of the calls, and each answers with
 * what became of it. One reporter serves many threads; close it to send what is still buffered.
 *
 * <p>With a {@linkplain ProgressReporterBuilder#spool spool} each report is safe on this machine's disk before it is sent:
 * neither a line that is down nor a killed process loses it.
 *
 * <pre>{@code
 * try (ProgressReporter reporter = ProgressReporter.builder()
 *         .connection(connection)
 *         .spool(directory)
 *         .build()) {
 *     ProgressReport report = reporter.newReport(
 *                     "lam-dong-city.t-081", "lam-dong-city.ban-to-chuc", Status.DONE, LocalDate.of(2024, 12, 20))
 *             .setNote("Đã ban hành")
 *             .build();
 *     SendResult result = reporter.send(report).join();
 *     if (result instanceof SendResult.Accepted accepted) {
 *         return "Sent as " + accepted.reportId();
 *     } else if (result instanceof SendResult.Spooled spooled) {
 *         return "Safe on this machine, goes out by itself: " + spooled.reason();
 *     } else if (result instanceof SendResult.Refused refused) {
 *         return refused.code().messageVi();
 *     } else {
 *         return ((SendResult.Failed) result).whatToDo();
 *     }
 * }
 * }</pre>
 */
public final class ProgressReporter implements AutoCloseable {
    static {
        TrustedClasses.addContracts();
    }

    private final ReportRoute route;
    private final Optional<Spool> spool;
    private final Optional<DefinitionCheck> definitions;
    private final ReporterMeters meters;
    private final Clock clock;
    private final Map<Long, CompletableFuture<SendResult>> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();

    ProgressReporter(
            ReportRoute route,
            Optional<Spool> spool,
            Optional<DefinitionCheck> definitions,
            ReporterMeters meters,
            Clock clock) {
        this.route = route;
        this.spool = spool;
        this.definitions = definitions;
        this.meters = meters;
        this.clock = clock;
        spool.ifPresent(meters::watch);
    }

    public static ProgressReporterBuilder builder() {
        return new ProgressReporterBuilder();
    }

    /** A report made now, under a new id; add figures and words to it as needed. */
    public ProgressReport.Builder newReport(String taskId, String unitId, Status status, LocalDate asOf) {
        return ProgressReport.newBuilder()
                .setReportId(newReportId())
                .setTaskId(taskId)
                .setUnitId(unitId)
                .setStatus(status)
                .setAsOf(asOf)
                .setReportedAt(clock.instant());
    }

    /**
     * Checks a report and sends it. Where its reportId is empty one is made up; the result names it. The call itself
     * waits only where more is sent than can be written down, or where definitions are being read.
     *
     * @return completes when all replicas have it, when it is refused on the spot, when sending failed, or, with a spool,
     *     when it is safe here and Kafka takes its time; never exceptionally
     */
    public CompletableFuture<SendResult> send(ProgressReport report) {
        Timer.Sample since = meters.start();
        ProgressReport named = report.getReportId().isEmpty()
                ? ProgressReport.newBuilder(report).setReportId(newReportId()).build()
                : report;
        CompletableFuture<SendResult> result = refusal(named)
                .<CompletableFuture<SendResult>>map(
                        code -> CompletableFuture.completedFuture(new SendResult.Refused(named.getReportId(), code)))
                .orElseGet(() -> route.send(named));
        long call = calls.incrementAndGet();
        unanswered.put(call, result);
        return result.whenComplete((answer, none) -> {
            unanswered.remove(call);
            meters.count(answer, since);
        });
    }

    private Optional<RefusalCode> refusal(ProgressReport report) {
        Instant now = clock.instant();
        return ReportRules.check(report, report.getTaskId(), now)
                .or(() -> definitions.flatMap(published -> published.check(report, now)));
    }

    private static String newReportId() {
        return UUID.randomUUID().toString();
    }

    /** The spool, where there is one: how deep it is, what it waits for. */
    public Optional<Spool> spool() {
        return spool;
    }

    /** Waits until every report sent so far has its result. */
    public void flush() {
        route.hurry();
        CompletableFuture.allOf(unanswered.values().toArray(CompletableFuture[]::new))
                .join();
    }

    /**
     * Sends what is buffered, then closes. With a spool that takes no longer than its patience; what is left then stays on
     * disk, and goes out when the spool is opened again.
     */
    @Override
    public void close() {
        route.close();
        definitions.ifPresent(DefinitionCheck::close);
    }
}
