package org.tiendo.contract;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;

/**
 * The checks of a report that need the task it speaks of; {@link ReportRules} come before them. The pipeline decides by
 * them, and who sends may ask them beforehand.
 */
public final class TaskRules {
    private TaskRules() {}

    /**
     * Judges a report by its task, in the order of {@link RefusalCode}.
     *
     * @param periods of the task
     * @param measure of the indicator, null when the task is not an indicator's own
     * @param received business day on which the report entered, or would enter, the system
     * @return the first reason to refuse it, empty when there is none
     */
    public static Optional<RefusalCode> check(
            ProgressReport report,
            TaskDefinition task,
            TaskPeriods periods,
            @Nullable Measure measure,
            LocalDate received) {
        if (task.getCancelled()) {
            return Optional.of(RefusalCode.TASK_CANCELLED);
        }
        if (!task.getAssignments().contains(report.getUnitId())) {
            return Optional.of(RefusalCode.NOT_ASSIGNED);
        }
        // A report may speak of the next day, and so of a period that begins with it. No period has an empty name: that
        // is how the only one of a task with one deadline is kept, which has none.
        if (TaskPeriods.ONLY.equals(report.getPeriod()) || !periods.has(periods.of(report), received.plusDays(1))) {
            return Optional.of(RefusalCode.UNKNOWN_PERIOD);
        }
        return measure != null && lacksFigure(report, measure)
                ? Optional.of(RefusalCode.MISSING_FIGURE)
                : Optional.empty();
    }

    /** Whether a task is the one by which an indicator is reported; it has the indicator's id. */
    public static boolean isIndicatorTask(TaskDefinition task) {
        return task.getTaskId().equals(task.getIndicatorId());
    }

    private static boolean lacksFigure(ProgressReport report, Measure measure) {
        return report.getNumerator() == null || (measure == Measure.SHARE && report.getDenominator() == null);
    }
}
