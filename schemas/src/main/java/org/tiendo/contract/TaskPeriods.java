package org.tiendo.contract;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;

/**
 * Of which periods a task takes reports. All but a recurring task have one, without a name.
 *
 * @param every how often the task comes round
 * @param from a day of a recurring task's first period, before which it asks for nothing
 */
public record TaskPeriods(Recurrence every, LocalDate from) {
    /** The period of a task with one deadline. */
    public static final String ONLY = "";

    /**
     * The periods of a task: they begin as its definition says, else when its plan was issued, else when it was first
     * seen.
     *
     * @param planIssued null where the plan or its day of issue is not known
     * @param firstSeen business day of the task's first definition
     */
    public static TaskPeriods of(TaskDefinition task, @Nullable LocalDate planIssued, LocalDate firstSeen) {
        Deadline deadline = task.getDeadline();
        Recurrence every = deadline.getKind() == DeadlineKind.RECURRING ? deadline.getRecurrence() : Recurrence.NONE;
        LocalDate printed = deadline.getFrom();
        LocalDate unprinted = planIssued == null ? firstSeen : planIssued;
        return new TaskPeriods(every, printed == null ? unprinted : printed);
    }

    /** The period that holds a day, whether or not it is one of the task's. */
    public String holding(LocalDate day) {
        return every == Recurrence.NONE ? ONLY : Period.holding(day, every).name();
    }

    /** The period that a report speaks of, whether or not it is one of the task's. */
    public String of(ProgressReport report) {
        String named = report.getPeriod();
        return named == null ? holding(report.getAsOf()) : named;
    }

    /** Whether a period is one of the task's that has begun by a day. */
    public boolean has(String period, LocalDate day) {
        if (every == Recurrence.NONE) {
            return period.equals(ONLY);
        }
        return !day.isBefore(from)
                && Period.parse(period, every)
                        .filter(found ->
                                !found.last().isBefore(from) && !found.first().isAfter(day))
                        .isPresent();
    }
}
