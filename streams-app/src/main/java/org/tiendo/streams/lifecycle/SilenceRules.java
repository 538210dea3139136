package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.contract.TaskPeriods;
import org.tiendo.contract.TaskRules;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.deadline.DeadlineRule;
import org.tiendo.streams.deadline.DeadlineTerms;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;

/**
 * When a unit has been silent for too long on what has no due day to be reminded by: a task that is ongoing or otherwise
 * open-ended and not done, or an indicator. It is one alert for the assignment, cleared by the next report.
 */
final class SilenceRules {
    static final String SILENT = "silent";
    private static final String REPORTED = "reported";

    private final AlertPolicy policy;

    SilenceRules(AlertPolicy policy) {
        this.policy = policy;
    }

    /** The first day on which the unit is silent if it is not heard until then; empty when nothing is expected of it. */
    Optional<LocalDate> silentFrom(TaskState task, AssignmentState assignment) {
        return task.getPausedOn() == null ? longestSilence(task, assignment) : Optional.empty();
    }

    /** The same, as if no task were paused: what is open stays open while its task's clock stands still. */
    private Optional<LocalDate> longestSilence(TaskState task, AssignmentState assignment) {
        if (!assignment.getActive()) {
            return Optional.empty();
        }
        LocalDate begun = begun(task, assignment);
        if (begun == null) {
            return Optional.empty();
        }
        return Stream.of(assignment.getAssignedOn(), assignment.getHeardOn(), begun)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .map(policy::silentFrom);
    }

    /** Since when reports are expected; null when none are. */
    private static @Nullable LocalDate begun(TaskState task, AssignmentState assignment) {
        if (TaskRules.isIndicatorTask(task.getDefinition())) {
            return LocalDate.MIN;
        }
        if (!(DeadlineRule.of(task) instanceof DeadlineRule.Once once)) {
            return null;
        }
        DeadlineTerms terms = once.terms();
        if (terms.due() != null || terms.conditionOpen() || isDone(assignment)) {
            return null;
        }
        LocalDate awake = terms.awakeFrom();
        return awake == null ? LocalDate.MIN : awake;
    }

    private static boolean isDone(AssignmentState assignment) {
        return assignment.getOccurrences().stream()
                .filter(occurrence -> occurrence.getPeriod().equals(TaskPeriods.ONLY))
                .anyMatch(occurrence ->
                        occurrence.getWinner() != null && occurrence.getWinner().getStatus() == Status.DONE);
    }

    /** Brings the assignment's silence up to a day and returns the alert if it changed. */
    Optional<TaskAlert> update(TaskState task, AssignmentState assignment, LocalDate day) {
        boolean silent = longestSilence(task, assignment)
                .filter(first -> !day.isBefore(first))
                .isPresent();
        TaskAlert open = assignment.getSilence();
        if (open == null) {
            return silent && task.getPausedOn() == null
                    ? Optional.of(raise(task.getDefinition(), assignment, day))
                    : Optional.empty();
        }
        if (silent) {
            return Optional.empty();
        }
        assignment.setSilence(null);
        open.setState(AlertState.CLEARED);
        open.setClearedReason(reason(task, assignment, open));
        return Optional.of(open);
    }

    private static String reason(TaskState task, AssignmentState assignment, TaskAlert open) {
        if (!assignment.getActive()) {
            return task.getDefinition().getCancelled() ? AlertRules.CANCELLED : AlertRules.MOVED;
        }
        return heardSince(open, assignment) ? REPORTED : AlertRules.EXTENDED;
    }

    private static boolean heardSince(TaskAlert open, AssignmentState assignment) {
        LocalDate heard = assignment.getHeardOn();
        return heard != null && !heard.isBefore(open.getRaisedOn());
    }

    private static TaskAlert raise(TaskDefinition task, AssignmentState assignment, LocalDate day) {
        int episode = assignment.getSilences() + 1;
        TaskAlert alert = TaskAlert.newBuilder()
                .setAlertId(
                        Ids.join(SILENT, task.getTaskId(), assignment.getUnitId(), "", "null", String.valueOf(episode)))
                .setKind(SILENT)
                .setTaskId(task.getTaskId())
                .setUnitId(assignment.getUnitId())
                .setPlanId(task.getPlanId())
                .setRaisedOn(day)
                .setEpisode(episode)
                .build();
        assignment.setSilences(episode);
        assignment.setSilence(alert);
        return TaskAlert.newBuilder(alert).build();
    }
}
