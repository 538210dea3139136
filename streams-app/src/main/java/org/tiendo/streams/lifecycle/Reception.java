package org.tiendo.streams.lifecycle;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.deadline.DeadlineRule;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;

/** What becomes of a report once its task is known. */
sealed interface Reception {
    /** It is kept, and competes to be in force on its period. */
    record Accepted(String period) implements Reception {}

    /** The same report was accepted before. */
    record Duplicate() implements Reception {}

    record Refused(RefusalCode code) implements Reception {}

    /**
     * Judges a report against its task, in the order of {@link RefusalCode}.
     *
     * @param fingerprint SHA-256 of the report
     * @param before what its reportId stood for on this task, null when it is new
     * @param indicator the indicator, null when the task is not an indicator's own
     * @param received business day on which it entered the system
     */
    static Reception of(
            ProgressReport report,
            ByteBuffer fingerprint,
            @Nullable ReportFingerprint before,
            TaskState state,
            @Nullable Indicator indicator,
            LocalDate received) {
        TaskDefinition task = state.getDefinition();
        if (before != null) {
            return before.getSha256().equals(fingerprint) ? new Duplicate() : new Refused(RefusalCode.REPORT_ID_REUSED);
        }
        if (task.getCancelled()) {
            return new Refused(RefusalCode.TASK_CANCELLED);
        }
        if (!task.getAssignments().contains(report.getUnitId())) {
            return new Refused(RefusalCode.NOT_ASSIGNED);
        }
        DeadlineRule rule = DeadlineRule.of(state);
        String named = report.getPeriod();
        String period = Objects.requireNonNullElseGet(named, () -> rule.periodOf(report.getAsOf()));
        // A report may speak of the next day, and so of a period that begins with it. No period has an empty name: that
        // is how the only one of a task with one deadline is kept, which has none.
        if (Objects.equals(named, DeadlineRule.ONLY_PERIOD) || !rule.hasPeriod(period, received.plusDays(1))) {
            return new Refused(RefusalCode.UNKNOWN_PERIOD);
        }
        return indicator != null && lacksFigure(report, indicator.getMeasure())
                ? new Refused(RefusalCode.MISSING_FIGURE)
                : new Accepted(period);
    }

    private static boolean lacksFigure(ProgressReport report, Measure measure) {
        return report.getNumerator() == null || (measure == Measure.SHARE && report.getDenominator() == null);
    }
}
