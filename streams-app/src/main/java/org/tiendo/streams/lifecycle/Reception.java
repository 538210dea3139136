package org.tiendo.streams.lifecycle;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;

/** What becomes of a report once its task is known. */
sealed interface Reception {
    /** It is kept, and competes to be in force. */
    record Accepted() implements Reception {}

    /** The same report was accepted before. */
    record Duplicate() implements Reception {}

    record Refused(RefusalCode code) implements Reception {}

    /**
     * Judges a report against its task, in the order of {@link RefusalCode}.
     *
     * @param fingerprint SHA-256 of the report
     * @param before what its reportId stood for on this task, null when it is new
     * @param indicator the indicator, null when the task is not an indicator's own
     */
    static Reception of(
            ProgressReport report,
            ByteBuffer fingerprint,
            @Nullable ReportFingerprint before,
            TaskDefinition task,
            @Nullable Indicator indicator) {
        if (before != null) {
            return before.getSha256().equals(fingerprint) ? new Duplicate() : new Refused(RefusalCode.REPORT_ID_REUSED);
        }
        if (task.getCancelled()) {
            return new Refused(RefusalCode.TASK_CANCELLED);
        }
        if (!task.getAssignments().contains(report.getUnitId())) {
            return new Refused(RefusalCode.NOT_ASSIGNED);
        }
        if (!hasPeriod(task.getDeadline(), report.getPeriod())) {
            return new Refused(RefusalCode.UNKNOWN_PERIOD);
        }
        return indicator != null && lacksFigure(report, indicator.getMeasure())
                ? new Refused(RefusalCode.MISSING_FIGURE)
                : new Accepted();
    }

    private static boolean lacksFigure(ProgressReport report, Measure measure) {
        return report.getNumerator() == null || (measure == Measure.SHARE && report.getDenominator() == null);
    }

    private static boolean hasPeriod(Deadline deadline, @Nullable String period) {
        if (period == null) {
            return true;
        }
        return deadline.getKind() == DeadlineKind.RECURRING
                && PeriodForms.of(deadline.getRecurrence()).stream()
                        .anyMatch(form -> form.matcher(period).matches());
    }

    /** How the periods of a recurring task are written. */
    final class PeriodForms {
        private static final Pattern YEAR = Pattern.compile("\\d{4}");
        private static final Pattern QUARTER = Pattern.compile("\\d{4}-Q[1-4]");
        private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");

        private PeriodForms() {}

        static List<Pattern> of(Recurrence recurrence) {
            return switch (recurrence) {
                case ANNUAL -> List.of(YEAR);
                case QUARTERLY -> List.of(QUARTER);
                case MONTHLY -> List.of(MONTH);
                case NONE -> List.of();
            };
        }
    }
}
