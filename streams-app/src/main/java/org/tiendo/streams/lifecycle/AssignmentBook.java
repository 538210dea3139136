package org.tiendo.streams.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.contract.TaskRules;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.IndicatorFigure;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.Present;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.deadline.DeadlineRule;
import org.tiendo.streams.deadline.DeadlineTerms;
import org.tiendo.streams.deadline.Judgement;
import org.tiendo.streams.deadline.Occurrences;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/**
 * Keeps the assignments: judges one on a day, sends what that changes, and sets its timer for the next day on which the
 * calendar alone changes it. What it sends carries the instant of its cause, a timer's being the first of its day, so
 * that it is the same whenever it is worked out.
 */
final class AssignmentBook {
    private final LifecycleStores stores;
    private final LifecycleRules rules;
    private final Outbox outbox;
    private final int partition;
    private final AlertRules alerts;
    private final SilenceRules silences;
    private final Map<String, LocalDate> reportersFired = new HashMap<>();
    private @Nullable LocalDate earliestTimer;

    AssignmentBook(LifecycleStores stores, LifecycleRules rules, Outbox outbox, int partition) {
        this.stores = stores;
        this.rules = rules;
        this.outbox = outbox;
        this.partition = partition;
        this.alerts = new AlertRules(rules.alerts());
        this.silences = new SilenceRules(rules.alerts());
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

    /** Its occurrence of a period, which begins when the calendar or a report first needs it. */
    static OccurrenceState occurrenceOf(AssignmentState assignment, String period) {
        List<OccurrenceState> occurrences = assignment.getOccurrences();
        int place = 0;
        while (place < occurrences.size() && occurrences.get(place).getPeriod().compareTo(period) < 0) {
            place++;
        }
        if (place == occurrences.size() || !occurrences.get(place).getPeriod().equals(period)) {
            occurrences.add(
                    place, OccurrenceState.newBuilder().setPeriod(period).build());
        }
        return occurrences.get(place);
    }

    /** Lets every timer up to a day fire, each on its own day, so that firing late changes nothing. */
    void fireUpTo(AssignmentState assignment, TaskState task, LocalDate day) {
        LocalDate timer = assignment.getNextTimer();
        while (timer != null && !timer.isAfter(day)) {
            judge(assignment, task, BusinessTime.startOf(timer));
            timer = assignment.getNextTimer();
        }
    }

    /**
     * Lets the timers of all that report on an indicator fire up to a day, where periods may begin with it. Its sums are
     * judged whole: what one unit reports must not be added to what the others stood at the day before.
     */
    void fireReporters(TaskState task, LocalDate day) {
        String taskId = task.getDefinition().getTaskId();
        if (!TaskRules.isIndicatorTask(task.getDefinition())
                || !(DeadlineRule.of(task) instanceof DeadlineRule.Recurring)) {
            return;
        }
        LocalDate before = reportersFired.get(taskId);
        if (before == null || before.isBefore(day)) {
            task.getEverAssigned().forEach(unitId -> fireUpTo(open(taskId, unitId), task, day));
            reportersFired.put(taskId, day);
        }
    }

    /** Judges the assignment at an instant, or when it was last judged if that is later, and keeps the outcome. */
    void judge(AssignmentState assignment, TaskState task, Instant instant) {
        LocalDate judgedOn = assignment.getJudgedOn();
        LocalDate day = BusinessTime.dayOf(instant);
        boolean late = judgedOn != null && judgedOn.isAfter(day);
        LocalDate today = late ? judgedOn : day;
        Instant at = late ? BusinessTime.startOf(today) : instant;
        if (assignment.getActive()) {
            beginPeriods(assignment, task, today);
        }
        List<Occurrences.Judged> inForce = ContributionSheet.inForce(assignment, task, today);
        for (TaskAlert alert : alertsOn(assignment, task, inForce, today)) {
            outbox.send(alert.getAlertId(), alert, at);
        }
        assignment.setJudgedOn(today);
        setTimer(assignment, nextTimer(assignment, task, inForce, today).orElse(null));
        keep(assignment, ContributionSheet.of(assignment, task.getDefinition(), inForce, today), at);
        if (TaskRules.isIndicatorTask(task.getDefinition())) {
            sendFigure(assignment, task, inForce, at);
        }
    }

    private static void beginPeriods(AssignmentState assignment, TaskState task, LocalDate day) {
        List<String> begun = DeadlineRule.of(task).periodsBy(Occurrences.clockOf(task, day));
        begun.forEach(period -> occurrenceOf(assignment, period));
    }

    private List<TaskAlert> alertsOn(
            AssignmentState assignment, TaskState task, List<Occurrences.Judged> inForce, LocalDate day) {
        AlertRules.Subject subject = new AlertRules.Subject(
                assignment.getTaskId(),
                assignment.getUnitId(),
                task.getDefinition().getPlanId());
        Map<String, Judgement> judged = new HashMap<>();
        inForce.forEach(each -> judged.put(each.occurrence().getPeriod(), each.judgement()));
        List<TaskAlert> changed = new ArrayList<>();
        for (OccurrenceState occurrence : assignment.getOccurrences()) {
            if (assignment.getActive() && !judged.containsKey(occurrence.getPeriod())) {
                changed.addAll(alerts.end(occurrence, day));
                continue;
            }
            AlertRules.Situation situation = new AlertRules.Situation(
                    judged.get(occurrence.getPeriod()),
                    task.getDefinition().getCancelled(),
                    task.getPausedOn() != null,
                    day);
            changed.addAll(alerts.update(occurrence, subject, situation));
        }
        silences.update(task, assignment, day).ifPresent(changed::add);
        return changed;
    }

    /** Keeps the account of reports on a task that is not defined. */
    void account(AssignmentState assignment, Instant at) {
        keep(assignment, ContributionSheet.ofUndefined(assignment, BusinessTime.dayOf(at)), at);
    }

    /** The next day on which something changes by itself: nothing does on a task that is dropped, done or paused. */
    private Optional<LocalDate> nextTimer(
            AssignmentState assignment, TaskState task, List<Occurrences.Judged> inForce, LocalDate today) {
        if (!assignment.getActive() || task.getPausedOn() != null) {
            return Optional.empty();
        }
        DeadlineRule rule = DeadlineRule.of(task);
        Stream<LocalDate> ofOccurrences = inForce.stream()
                .flatMap(each -> changes(
                        rule.terms(each.occurrence().getPeriod()),
                        each.judgement().status()));
        Stream<LocalDate> silence =
                assignment.getSilence() == null ? silences.silentFrom(task, assignment).stream() : Stream.empty();
        return Stream.of(ofOccurrences, silence, rule.nextPeriodAfter(today).stream())
                .flatMap(days -> days)
                .filter(day -> day.isAfter(today))
                .min(LocalDate::compareTo);
    }

    /** The days on which the calendar changes an occurrence's bucket, standing or alerts. */
    private Stream<LocalDate> changes(DeadlineTerms terms, Status status) {
        if (terms.conditionOpen()) {
            return Stream.empty();
        }
        Stream<LocalDate> waking = Stream.ofNullable(terms.awakeFrom());
        LocalDate due = terms.due();
        return due == null || status == Status.DONE
                ? waking
                : Stream.of(waking, terms.turns(), rules.alerts().alertDays(due))
                        .flatMap(days -> days);
    }

    private void setTimer(AssignmentState assignment, @Nullable LocalDate next) {
        LocalDate before = assignment.getNextTimer();
        if (before != null && !before.equals(next)) {
            stores.deadlines().delete(timerKey(before, assignment));
        }
        if (next != null && !next.equals(before)) {
            stores.deadlines().put(timerKey(next, assignment), new Present());
            earliestTimer = earliestTimer == null || next.isBefore(earliestTimer) ? next : earliestTimer;
        }
        assignment.setNextTimer(next);
    }

    /** The earliest day for which a timer was set since this was last forgotten; null where none was. */
    @Nullable
    LocalDate earliestTimer() {
        return earliestTimer;
    }

    void forgetEarliestTimer() {
        earliestTimer = null;
    }

    private static String timerKey(LocalDate day, AssignmentState assignment) {
        return Ids.join(Keys.sortable(day.toEpochDay()), assignment.getTaskId(), assignment.getUnitId());
    }

    private void keep(AssignmentState assignment, Contribution contribution, Instant at) {
        stores.assignments().put(Ids.join(assignment.getTaskId(), assignment.getUnitId()), assignment);
        outbox.send(contribution.getUnitId(), contribution, at);
    }

    private void sendFigure(AssignmentState assignment, TaskState task, List<Occurrences.Judged> inForce, Instant at) {
        outbox.send(
                assignment.getTaskId(),
                new IndicatorFigure(
                        assignment.getTaskId(),
                        assignment.getUnitId(),
                        ContributionSheet.figure(assignment, inForce).toList(),
                        partition,
                        task.getDefinition().getCancelled()),
                at);
    }
}
