package org.tiendo.streams.lifecycle;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.TaskPeriods;
import org.tiendo.contract.TaskRules;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.deadline.DeadlineRule;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;

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
            StoredReport stored,
            ByteBuffer fingerprint,
            @Nullable ReportFingerprint before,
            TaskState state,
            @Nullable Indicator indicator,
            LocalDate received) {
        ProgressReport report = stored.getReport();
        if (before != null) {
            return before.getSha256().equals(fingerprint) ? new Duplicate() : new Refused(RefusalCode.REPORT_ID_REUSED);
        }
        TaskPeriods periods = DeadlineRule.periodsOf(state);
        Measure measure = indicator == null ? null : indicator.getMeasure();
        return TaskRules.check(report, state.getDefinition(), periods, measure, received)
                .or(() -> stored.getAuthorised() ? Optional.empty() : Optional.of(RefusalCode.UNAUTHORISED_UNIT))
                .<Reception>map(Refused::new)
                .orElseGet(() -> new Accepted(periods.of(report)));
    }
}
