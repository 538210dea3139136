package org.tiendo.streams.deadline;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.TaskState;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** Which of an assignment's occurrences its task asks for on a day, and how each stands then. */
public final class Occurrences {
    private Occurrences() {}

    /** An occurrence and its judgement. */
    public record Judged(OccurrenceState occurrence, Judgement judgement) {}

    /**
     * The occurrences in force on a day, oldest first. Those of periods that the task no longer has are left out: they
     * come back when it has them again.
     */
    public static List<Judged> inForce(TaskState task, AssignmentState assignment, LocalDate day) {
        DeadlineRule rule = DeadlineRule.of(task);
        LocalDate clock = clockOf(task, day);
        return standing(rule, assignment, clock)
                .map(occurrence -> new Judged(occurrence, judge(rule, occurrence, clock)))
                .toList();
    }

    /** The occurrences of periods that the task has and that have begun. */
    private static Stream<OccurrenceState> standing(DeadlineRule rule, AssignmentState assignment, LocalDate clock) {
        return assignment.getOccurrences().stream().filter(each -> rule.hasPeriod(each.getPeriod(), clock));
    }

    /** The day that a task's clock shows: it stands still while the task is paused. */
    public static LocalDate clockOf(TaskState task, LocalDate day) {
        LocalDate paused = task.getPausedOn();
        return paused != null && day.isAfter(paused) ? paused : day;
    }

    private static Judgement judge(DeadlineRule rule, OccurrenceState occurrence, LocalDate clock) {
        ProgressReport winner = occurrence.getWinner();
        Status status = winner == null ? Status.NOT_STARTED : winner.getStatus();
        return Judgement.of(rule.terms(occurrence.getPeriod()), status, occurrence.getDoneSince(), clock);
    }
}
