package org.tiendo.streams.alerting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.VerdictState;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.kpi.VerdictDays.Standing;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Verdict;

/**
 * When an alert on an indicator's verdict is raised, goes further and is cleared. Off track, missed and below are bad;
 * having no data is neither bad nor a reason to clear.
 */
final class VerdictAlerts {
    static final String INDICATOR = "indicator";

    /** Whose verdict it is. */
    record Subject(String indicatorId, String unitId, String planId) {}

    /** What made the verdict be given anew, and so what clears an alert. */
    enum Cause {
        /** A report, or the calendar: what turned good did so by a figure. */
        REPORTED("reported"),
        /** The indicator was published again. */
        EXTENDED("extended"),
        /** The tree or the reporters changed. */
        MOVED("moved"),
        /** Its reporting task was called off. */
        CANCELLED("cancelled");

        private final String reason;

        Cause(String reason) {
            this.reason = reason;
        }
    }

    private VerdictAlerts() {}

    /** Brings the alert up to the verdict and returns its new states, a clearing first. */
    static List<TaskAlert> update(VerdictState state, Subject subject, Standing standing, LocalDate day, Cause cause) {
        List<TaskAlert> changed = new ArrayList<>();
        TaskAlert open = state.getAlert();
        String reason = open == null ? null : reasonToClear(state, open, standing, cause);
        if (open != null && reason != null) {
            open.setState(AlertState.CLEARED);
            open.setClearedReason(reason);
            open.setDaysOverdue(AlertPolicy.daysOverdue(open.getDue(), day));
            open.setVerdict(standing.verdict());
            changed.add(open);
            state.setAlert(null);
        }
        if (isBad(standing.verdict())) {
            TaskAlert now = state.getAlert();
            if (now == null) {
                state.setEpisodes(state.getEpisodes() + 1);
                state.setAlert(raised(subject, standing, day, state.getEpisodes()));
                changed.add(copyOf(state));
            } else if (now.getVerdict() != standing.verdict()) {
                now.setState(AlertState.ESCALATED);
                now.setLevel(now.getLevel() + 1);
                now.setDaysOverdue(AlertPolicy.daysOverdue(standing.due(), day));
                now.setVerdict(standing.verdict());
                changed.add(copyOf(state));
            }
        }
        return changed;
    }

    private static TaskAlert copyOf(VerdictState state) {
        return TaskAlert.newBuilder(Objects.requireNonNull(state.getAlert())).build();
    }

    private static @Nullable String reasonToClear(VerdictState state, TaskAlert open, Standing standing, Cause cause) {
        if (Counts.of(state.getCounts()).get(Count.UNITS_EXPECTED) == 0) {
            return cause == Cause.CANCELLED ? cause.reason : Cause.MOVED.reason;
        }
        if (standing.verdict() == null || !Objects.equals(open.getDue(), standing.due())) {
            return Cause.EXTENDED.reason;
        }
        boolean good = standing.verdict() != Verdict.NO_DATA && !isBad(standing.verdict());
        return good ? cause.reason : null;
    }

    private static boolean isBad(@Nullable Verdict verdict) {
        return verdict == Verdict.OFF_TRACK || verdict == Verdict.MISSED || verdict == Verdict.BELOW;
    }

    private static TaskAlert raised(Subject subject, Standing standing, LocalDate day, int episode) {
        LocalDate due = standing.due();
        return TaskAlert.newBuilder()
                .setAlertId(Ids.join(
                        INDICATOR,
                        subject.indicatorId(),
                        subject.unitId(),
                        "",
                        String.valueOf(due),
                        String.valueOf(episode)))
                .setKind(INDICATOR)
                .setTaskId(subject.indicatorId())
                .setUnitId(subject.unitId())
                .setPlanId(subject.planId())
                .setDue(due)
                .setRaisedOn(day)
                .setDaysOverdue(AlertPolicy.daysOverdue(due, day))
                .setEpisode(episode)
                .setVerdict(standing.verdict())
                .build();
    }
}
