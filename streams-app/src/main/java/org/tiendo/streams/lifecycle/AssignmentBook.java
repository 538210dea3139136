package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.Present;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.deadline.DeadlineTerms;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;

/**
 * Keeps the assignments: judges one on a day, sends what that changes, and sets its timer for the next day on which the
 * calendar alone changes it.
 */
final class AssignmentBook {
    /** The period of a task with one deadline. */
    static final String ONLY_PERIOD = "";

    private final LifecycleStores stores;
    private final Outbox outbox;

    AssignmentBook(LifecycleStores stores, Outbox outbox) {
        this.stores = stores;
        this.outbox = outbox;
    }

    /** The assignment as it is, or a new one that nothing was heard of. */
    AssignmentState open(String taskId, String unitId) {
        AssignmentState known = stores.assignments().get(Ids.join(taskId, unitId));
        return known != null
                ? known
                : AssignmentState.newBuilder()
                        .setTaskId(taskId)
                        .setUnitId(unitId)
                        .build();
    }

    /** Its one occurrence, which begins when the task or a report first needs it. */
    static OccurrenceState occurrenceOf(AssignmentState assignment) {
        List<OccurrenceState> occurrences = assignment.getOccurrences();
        if (occurrences.isEmpty()) {
            occurrences.add(OccurrenceState.newBuilder().setPeriod(ONLY_PERIOD).build());
        }
        return occurrences.get(0);
    }

    /** Lets every timer up to a day fire, each on its own day, so that firing late changes nothing. */
    void fireUpTo(AssignmentState assignment, TaskDefinition task, LocalDate day) {
        LocalDate timer = assignment.getNextTimer();
        while (timer != null && !timer.isAfter(day)) {
            judge(assignment, task, timer);
            timer = assignment.getNextTimer();
        }
    }

    /** Judges the assignment on a day, or on the last day it was judged if that is later, and keeps the outcome. */
    void judge(AssignmentState assignment, TaskDefinition task, LocalDate day) {
        LocalDate judgedOn = assignment.getJudgedOn();
        LocalDate today = judgedOn != null && judgedOn.isAfter(day) ? judgedOn : day;
        AlertRules.Subject subject =
                new AlertRules.Subject(assignment.getTaskId(), assignment.getUnitId(), task.getPlanId());
        for (OccurrenceState occurrence : assignment.getOccurrences()) {
            AlertRules.Situation situation = new AlertRules.Situation(
                    assignment.getActive(),
                    task.getCancelled(),
                    ContributionSheet.judge(occurrence, task, today),
                    today);
            for (TaskAlert alert : AlertRules.update(occurrence, subject, situation)) {
                outbox.send(alert.getAlertId(), alert);
            }
        }
        assignment.setJudgedOn(today);
        setTimer(assignment, nextTimer(assignment, task, today).orElse(null));
        keep(assignment, ContributionSheet.of(assignment, task, today));
    }

    /** Keeps the account of reports on a task that is not defined. */
    void account(AssignmentState assignment, LocalDate day) {
        keep(assignment, ContributionSheet.ofUndefined(assignment, day));
    }

    private static Optional<LocalDate> nextTimer(AssignmentState assignment, TaskDefinition task, LocalDate today) {
        return assignment.getActive() ? DeadlineTerms.of(task.getDeadline()).nextChangeAfter(today) : Optional.empty();
    }

    private void setTimer(AssignmentState assignment, @Nullable LocalDate next) {
        LocalDate before = assignment.getNextTimer();
        if (before != null && !before.equals(next)) {
            stores.deadlines().delete(timerKey(before, assignment));
        }
        if (next != null && !next.equals(before)) {
            stores.deadlines().put(timerKey(next, assignment), new Present());
        }
        assignment.setNextTimer(next);
    }

    private static String timerKey(LocalDate day, AssignmentState assignment) {
        return Ids.join(Keys.sortable(day.toEpochDay()), assignment.getTaskId(), assignment.getUnitId());
    }

    private void keep(AssignmentState assignment, Contribution contribution) {
        stores.assignments().put(Ids.join(assignment.getTaskId(), assignment.getUnitId()), assignment);
        outbox.send(contribution.getUnitId(), contribution);
    }
}
