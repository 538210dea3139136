package org.tiendo.streams.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.Present;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.internal.StoredReport;
import org.tiendo.streams.contract.Keys;
import org.tiendo.v1.ProgressReport;

/** The accepted reports of a partition, in winner order, and what each reportId stands for. */
final class ReportLog {
    private final LifecycleStores stores;

    ReportLog(LifecycleStores stores) {
        this.stores = stores;
    }

    /** What a reportId stood for on a task; null when it is new. */
    @Nullable
    ReportFingerprint find(String taskId, String reportId) {
        return stores.reportIds().get(Ids.join(taskId, reportId));
    }

    /**
     * Keeps an accepted report and puts the one in force in its occurrence.
     *
     * @param period the occurrence that it speaks of
     */
    void accept(AssignmentState assignment, StoredReport stored, String period) {
        ProgressReport report = stored.getReport();
        OccurrenceState occurrence = AssignmentBook.occurrenceOf(assignment, period);
        stored.setWithdrawn(wasTakenBackUnseen(report));
        String key = keyOf(report, period);
        stores.reports().put(key, stored);
        stores.reportIds()
                .put(
                        Ids.join(report.getTaskId(), report.getReportId()),
                        new ReportFingerprint(fingerprint(report), key));
        assignment.setAccepted(assignment.getAccepted() + 1);
        hear(assignment, BusinessTime.dayOf(stored.getSource().getReceivedAt()));
        String tookBackIn = takeBack(assignment, report.getWithdraws());
        ProgressReport before = occurrence.getWinner();
        boolean newest = before == null || WinnerOrder.isNewer(report, before);
        if (newest && !period.equals(tookBackIn) && !stored.getWithdrawn()) {
            InForce.after(occurrence, report).applyTo(occurrence);
        } else {
            recompute(assignment, occurrence);
        }
        if (tookBackIn != null && !tookBackIn.equals(period)) {
            recompute(assignment, AssignmentBook.occurrenceOf(assignment, tookBackIn));
        }
    }

    /** A report that is read late is heard on the day it is read. */
    private static void hear(AssignmentState assignment, LocalDate received) {
        assignment.setHeardOn(Stream.of(assignment.getHeardOn(), assignment.getJudgedOn(), received)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(received));
    }

    /** Takes an earlier report back and says in which period it was; null when that changes nothing yet. */
    private @Nullable String takeBack(AssignmentState assignment, @Nullable String reportId) {
        if (reportId == null) {
            return null;
        }
        ReportFingerprint target = find(assignment.getTaskId(), reportId);
        if (target == null) {
            // Not seen yet: it will be taken back on arrival.
            stores.withdrawals().put(Ids.join(assignment.getTaskId(), assignment.getUnitId(), reportId), new Present());
            return null;
        }
        StoredReport taken = stores.reports().get(target.getReportKey());
        if (taken == null || !taken.getReport().getUnitId().equals(assignment.getUnitId())) {
            return null; // Another unit's report is not this unit's to take back.
        }
        taken.setWithdrawn(true);
        stores.reports().put(target.getReportKey(), taken);
        return periodOf(target.getReportKey());
    }

    private boolean wasTakenBackUnseen(ProgressReport report) {
        String key = Ids.join(report.getTaskId(), report.getUnitId(), report.getReportId());
        return stores.withdrawals().delete(key) != null;
    }

    private void recompute(AssignmentState assignment, OccurrenceState occurrence) {
        String[] prefix = {assignment.getTaskId(), assignment.getUnitId(), occurrence.getPeriod()};
        try (KeyValueIterator<String, StoredReport> newestFirst =
                stores.reports().reverseRange(Keys.first(prefix), Keys.last(prefix))) {
            InForce.of(() -> new Values(newestFirst)).applyTo(occurrence);
        }
    }

    /** SHA-256 of a report's Avro binary: equal for equal content. */
    static ByteBuffer fingerprint(ProgressReport report) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(report.toByteBuffer().array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode report " + report.getReportId(), e);
        }
    }

    private static String keyOf(ProgressReport report, String period) {
        return Ids.join(
                report.getTaskId(),
                report.getUnitId(),
                period,
                Keys.sortable(report.getAsOf().toEpochDay()),
                Keys.sortable(report.getReportedAt().toEpochMilli()),
                report.getReportId());
    }

    private static String periodOf(String reportKey) {
        return reportKey.split("\\|", -1)[2];
    }

    /** The values of a store's iterator. */
    private record Values(KeyValueIterator<String, StoredReport> entries) implements Iterator<StoredReport> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public StoredReport next() {
            KeyValue<String, StoredReport> entry = entries.next();
            return entry.value;
        }
    }
}
