package org.tiendo.embedded.live;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** An alert as it stands now. */
final class ReferenceAlert {
    final String kind;
    final String taskId;
    final String unitId;
    final String period;
    final LocalDate due;
    final int episode;
    final LocalDate raisedOn;
    String state = "RAISED";
    int level = 1;
    int daysOverdue;
    String escalatedTo;
    String reason;
    String verdict;

    /** How many steps were taken, also those that nobody stood high enough for. */
    int steps = 1;

    ReferenceAlert(
            String kind, String taskId, String unitId, String period, LocalDate due, int episode, LocalDate raisedOn) {
        this.kind = kind;
        this.taskId = taskId;
        this.unitId = unitId;
        this.period = period;
        this.due = due;
        this.episode = episode;
        this.raisedOn = raisedOn;
        this.daysOverdue = daysPast(raisedOn);
    }

    boolean isOpen() {
        return !state.equals("CLEARED");
    }

    void escalate(int to, LocalDate day) {
        state = "ESCALATED";
        level = to;
        daysOverdue = daysPast(day);
    }

    void clear(String why, LocalDate day) {
        state = "CLEARED";
        reason = why;
        daysOverdue = daysPast(day);
    }

    private int daysPast(LocalDate day) {
        return due == null ? 0 : Math.toIntExact(Math.max(0, ChronoUnit.DAYS.between(due, day)));
    }

    String row() {
        return String.join(
                " ",
                String.join("|", kind, taskId, unitId, period, String.valueOf(due), String.valueOf(episode)),
                kind,
                state,
                "level=" + level,
                "task=" + taskId,
                "unit=" + unitId,
                "period=" + (period.isEmpty() ? null : period),
                "due=" + due,
                "raised=" + raisedOn,
                "daysOverdue=" + daysOverdue,
                "to=" + escalatedTo,
                "reason=" + reason,
                "episode=" + episode,
                "verdict=" + verdict);
    }
}
