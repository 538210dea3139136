package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.streams.deadline.Judgement;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/**
 * When an alert on an occurrence is raised and cleared. Only a cause clears it (done, extended, cancelled, moved): time
 * passing in silence never does. One id stands for one occurrence, kind, due day and episode, and is raised once.
 */
final class AlertRules {
    static final String OVERDUE = "overdue";
    static final String DUE_SOON = "due-soon";

    /** Alerts remembered for one occurrence, so that a task done and undone for ever does not grow without bound. */
    private static final int MOST_KEPT = 100;

    /** Whose alerts these are. */
    record Subject(String taskId, String unitId, String planId) {}

    /**
     * What is so on the day.
     *
     * @param active whether the assignment stands
     * @param cancelled whether the task was called off
     * @param judgement how the occurrence stands
     */
    record Situation(boolean active, boolean cancelled, Judgement judgement, LocalDate day) {}

    private AlertRules() {}

    /** Brings the occurrence's alerts up to the situation and returns those that changed, clearings first. */
    static List<TaskAlert> update(OccurrenceState occurrence, Subject subject, Situation situation) {
        List<TaskAlert> changed = new ArrayList<>();
        for (TaskAlert alert : occurrence.getAlerts()) {
            if (alert.getState() != AlertState.CLEARED) {
                reasonToClear(alert, situation).ifPresent(reason -> {
                    alert.setState(AlertState.CLEARED);
                    alert.setClearedReason(reason);
                    alert.setDaysOverdue(daysOverdue(alert.getDue(), situation.day()));
                    changed.add(TaskAlert.newBuilder(alert).build());
                });
            }
        }
        if (situation.active()) {
            if (situation.judgement().dueSoon()) {
                raise(DUE_SOON, occurrence, subject, situation).ifPresent(changed::add);
            }
            if (situation.judgement().overdue()) {
                raise(OVERDUE, occurrence, subject, situation).ifPresent(changed::add);
            }
        }
        return changed;
    }

    private static Optional<String> reasonToClear(TaskAlert alert, Situation situation) {
        if (!situation.active()) {
            return Optional.of(situation.cancelled() ? "cancelled" : "moved");
        }
        if (situation.judgement().status() == Status.DONE) {
            return Optional.of("done");
        }
        return Objects.equals(alert.getDue(), situation.judgement().due()) ? Optional.empty() : Optional.of("extended");
    }

    private static Optional<TaskAlert> raise(
            String kind, OccurrenceState occurrence, Subject subject, Situation situation) {
        LocalDate due = situation.judgement().due();
        boolean open = occurrence.getAlerts().stream()
                .anyMatch(alert -> alert.getState() != AlertState.CLEARED
                        && alert.getKind().equals(kind)
                        && Objects.equals(alert.getDue(), due));
        if (open) {
            return Optional.empty();
        }
        while (isUsed(idOf(kind, occurrence, subject, due), occurrence)) {
            // The task was dropped or extended and has come back to the same due day: that is another episode.
            occurrence.setEpisode(occurrence.getEpisode() + 1);
        }
        TaskAlert alert = TaskAlert.newBuilder()
                .setAlertId(idOf(kind, occurrence, subject, due))
                .setKind(kind)
                .setTaskId(subject.taskId())
                .setUnitId(subject.unitId())
                .setPlanId(subject.planId())
                .setPeriod(occurrence.getPeriod().isEmpty() ? null : occurrence.getPeriod())
                .setDue(due)
                .setRaisedOn(situation.day())
                .setDaysOverdue(daysOverdue(due, situation.day()))
                .setEpisode(occurrence.getEpisode())
                .build();
        occurrence.getAlerts().add(alert);
        forgetOldest(occurrence.getAlerts());
        return Optional.of(TaskAlert.newBuilder(alert).build());
    }

    /** Episodes only go up, so an alert of an old one can be forgotten here; its topic keeps it. */
    private static void forgetOldest(List<TaskAlert> alerts) {
        for (Iterator<TaskAlert> oldest = alerts.iterator(); alerts.size() > MOST_KEPT && oldest.hasNext(); ) {
            if (oldest.next().getState() == AlertState.CLEARED) {
                oldest.remove();
            }
        }
    }

    private static boolean isUsed(String alertId, OccurrenceState occurrence) {
        return occurrence.getAlerts().stream()
                .anyMatch(alert -> alert.getAlertId().equals(alertId));
    }

    private static String idOf(String kind, OccurrenceState occurrence, Subject subject, @Nullable LocalDate due) {
        return Ids.join(
                kind,
                subject.taskId(),
                subject.unitId(),
                occurrence.getPeriod(),
                String.valueOf(due),
                String.valueOf(occurrence.getEpisode()));
    }

    private static int daysOverdue(@Nullable LocalDate due, LocalDate day) {
        return due == null ? 0 : (int) Math.max(0, ChronoUnit.DAYS.between(due, day));
    }
}
