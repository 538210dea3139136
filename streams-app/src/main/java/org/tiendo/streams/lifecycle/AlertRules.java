package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.deadline.Judgement;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/**
 * When an alert on an occurrence's due day is raised, goes further and is cleared. Only a cause clears it (done, extended,
 * cancelled, moved): time passing in silence never does. One id stands for one occurrence, kind, due day and episode, and
 * is raised once.
 */
final class AlertRules {
    static final String OVERDUE = "overdue";
    static final String DUE_SOON = "due-soon";
    static final String DONE = "done";
    static final String EXTENDED = "extended";
    static final String CANCELLED = "cancelled";
    static final String MOVED = "moved";

    private final AlertPolicy policy;

    AlertRules(AlertPolicy policy) {
        this.policy = policy;
    }

    /** Whose alerts these are. */
    record Subject(String taskId, String unitId, String planId) {}

    /**
     * What is so on the day.
     *
     * @param judgement how the occurrence stands; null when its unit does not owe the task any more
     * @param cancelled whether the task was called off
     * @param paused whether the task's clock stands still: nothing new is raised then
     */
    record Situation(@Nullable Judgement judgement, boolean cancelled, boolean paused, LocalDate day) {
        @Nullable
        LocalDate due() {
            return judgement == null ? null : judgement.due();
        }

        boolean done() {
            return judgement != null && judgement.status() == Status.DONE;
        }
    }

    /** Brings the occurrence's alerts up to the situation and returns those that changed, clearings first. */
    List<TaskAlert> update(OccurrenceState occurrence, Subject subject, Situation situation) {
        List<TaskAlert> changed = new ArrayList<>();
        for (TaskAlert alert : occurrence.getAlerts()) {
            if (alert.getState() != AlertState.CLEARED) {
                reasonToClear(alert, situation)
                        .ifPresent(reason -> changed.add(cleared(alert, reason, situation.day())));
            }
        }
        LocalDate due = situation.due();
        if (due != null && !situation.done() && !situation.paused()) {
            Raising raising = new Raising(occurrence, subject, due, situation.day(), changed);
            raising.bringTo(DUE_SOON, policy.dueSoonLevel(due, situation.day()));
            raising.bringTo(OVERDUE, policy.overdueLevel(due, situation.day()));
        }
        return changed;
    }

    /** Clears what is open on an occurrence that its unit no longer owes, as the task has other periods now. */
    List<TaskAlert> end(OccurrenceState occurrence, LocalDate day) {
        return occurrence.getAlerts().stream()
                .filter(alert -> alert.getState() != AlertState.CLEARED)
                .map(alert -> cleared(alert, EXTENDED, day))
                .toList();
    }

    private static TaskAlert cleared(TaskAlert alert, String reason, LocalDate day) {
        alert.setState(AlertState.CLEARED);
        alert.setClearedReason(reason);
        alert.setDaysOverdue(AlertPolicy.daysOverdue(alert.getDue(), day));
        return TaskAlert.newBuilder(alert).build();
    }

    private static Optional<String> reasonToClear(TaskAlert alert, Situation situation) {
        if (situation.judgement() == null) {
            return Optional.of(situation.cancelled() ? CANCELLED : MOVED);
        }
        if (situation.done()) {
            return Optional.of(DONE);
        }
        return Objects.equals(alert.getDue(), situation.due()) ? Optional.empty() : Optional.of(EXTENDED);
    }

    /** One occurrence's open alerts on its due day, as they go up. */
    private record Raising(
            OccurrenceState occurrence, Subject subject, LocalDate due, LocalDate day, List<TaskAlert> changed) {

        /** Overdue tells one office after the other and misses none; of reminders only the newest is sent. */
        void bringTo(String kind, int level) {
            if (level == 0) {
                return;
            }
            TaskAlert alert = open(kind);
            int told = alert == null ? 0 : alert.getLevel();
            int next = kind.equals(OVERDUE) ? told + 1 : Math.max(level, told + 1);
            for (int each = next; each <= level; each++) {
                if (alert == null) {
                    alert = raise(kind);
                } else {
                    alert.setState(AlertState.ESCALATED);
                    alert.setDaysOverdue(AlertPolicy.daysOverdue(due, day));
                }
                alert.setLevel(each);
                changed.add(TaskAlert.newBuilder(alert).build());
            }
        }

        private @Nullable TaskAlert open(String kind) {
            return occurrence.getAlerts().stream()
                    .filter(alert -> alert.getState() != AlertState.CLEARED
                            && alert.getKind().equals(kind)
                            && due.equals(alert.getDue()))
                    .findFirst()
                    .orElse(null);
        }

        private TaskAlert raise(String kind) {
            while (isUsed(id(kind))) {
                // The task was dropped or extended and has come back to the same due day: that is another episode.
                occurrence.setEpisode(occurrence.getEpisode() + 1);
            }
            forgetOlderEpisodes();
            TaskAlert alert = TaskAlert.newBuilder()
                    .setAlertId(id(kind))
                    .setKind(kind)
                    .setTaskId(subject.taskId())
                    .setUnitId(subject.unitId())
                    .setPlanId(subject.planId())
                    .setPeriod(occurrence.getPeriod().isEmpty() ? null : occurrence.getPeriod())
                    .setDue(due)
                    .setRaisedOn(day)
                    .setDaysOverdue(AlertPolicy.daysOverdue(due, day))
                    .setEpisode(occurrence.getEpisode())
                    .build();
            occurrence.getAlerts().add(alert);
            return alert;
        }

        private String id(String kind) {
            return Ids.join(
                    kind,
                    subject.taskId(),
                    subject.unitId(),
                    occurrence.getPeriod(),
                    due.toString(),
                    String.valueOf(occurrence.getEpisode()));
        }

        private boolean isUsed(String alertId) {
            return occurrence.getAlerts().stream()
                    .anyMatch(alert -> alert.getAlertId().equals(alertId));
        }

        /** Episodes only go up, so the id of an older one can't come again. */
        private void forgetOlderEpisodes() {
            occurrence.setAlerts(new ArrayList<>(occurrence.getAlerts().stream()
                    .filter(alert ->
                            alert.getState() != AlertState.CLEARED || alert.getEpisode() >= occurrence.getEpisode())
                    .toList()));
        }
    }
}
