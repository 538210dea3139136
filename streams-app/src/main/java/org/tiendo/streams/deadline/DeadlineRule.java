package org.tiendo.streams.deadline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Period;
import org.tiendo.contract.TaskPeriods;
import org.tiendo.internal.TaskState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Recurrence;

/**
 * The forms in which plans print a deadline, and what each asks of an assignment: in which periods it falls due, and by
 * which {@link DeadlineTerms} one period is judged. All but a recurring task have one period, without a name.
 */
public sealed interface DeadlineRule {
    /** A deadline that comes once. */
    sealed interface Once extends DeadlineRule {
        DeadlineTerms terms();

        @Override
        default DeadlineTerms terms(String period) {
            return terms();
        }

        @Override
        default List<String> periodsBy(LocalDate day) {
            return List.of(TaskPeriods.ONLY);
        }

        @Override
        default boolean hasPeriod(String period, LocalDate day) {
            return period.equals(TaskPeriods.ONLY);
        }

        @Override
        default Optional<LocalDate> nextPeriodAfter(LocalDate day) {
            return Optional.empty();
        }
    }

    /** A deadline that comes once and is always awake, however exactly it is printed. */
    sealed interface Dated extends Once {
        LocalDate due();

        @Override
        default DeadlineTerms terms() {
            return DeadlineTerms.dueOn(due());
        }
    }

    /** By a day. */
    record ByDate(LocalDate due) implements Dated {}

    /** By a month: the day published as due is the month's last, unless the publisher means another. */
    record ByMonth(LocalDate due) implements Dated {}

    /** By a quarter. */
    record ByQuarter(LocalDate due) implements Dated {}

    /** By a year. */
    record ByYear(LocalDate due) implements Dated {}

    /** From a day to a day; it sleeps before the first. */
    record Range(@Nullable LocalDate from, @Nullable LocalDate due) implements Once {
        @Override
        public DeadlineTerms terms() {
            return new DeadlineTerms(from, false, due, false);
        }
    }

    /** From a day on, without an end; it sleeps before. */
    record From(LocalDate from) implements Once {
        @Override
        public DeadlineTerms terms() {
            return new DeadlineTerms(from, false, null, true);
        }
    }

    /** All the time. */
    record Ongoing() implements Once {
        @Override
        public DeadlineTerms terms() {
            return DeadlineTerms.ENDLESS;
        }
    }

    /** After an event that has not come: it sleeps whatever the day. */
    record Waiting() implements Once {
        @Override
        public DeadlineTerms terms() {
            return DeadlineTerms.WAITING;
        }
    }

    /**
     * After an event that has come; it sleeps before that day.
     *
     * @param due worked out in working days, or as published; null where neither says
     */
    record Triggered(LocalDate on, @Nullable LocalDate due) implements Once {
        @Override
        public DeadlineTerms terms() {
            return new DeadlineTerms(on, false, due, false);
        }
    }

    /** No deadline is printed. */
    record None() implements Once {
        @Override
        public DeadlineTerms terms() {
            return DeadlineTerms.NONE;
        }
    }

    /**
     * Once in every year, quarter or month, each due at its end.
     *
     * @param from a day of the first period, before which it asks for nothing
     */
    record Recurring(Recurrence every, LocalDate from) implements DeadlineRule {
        /** Half a century of months: keeps an assignment's state well below the largest record. */
        public static final int MOST_PERIODS = 600;

        @Override
        public DeadlineTerms terms(String period) {
            return Period.parse(period, every)
                    .map(found -> DeadlineTerms.dueOn(found.last()))
                    .orElseThrow(() -> new IllegalArgumentException(period + " is no period of " + this));
        }

        @Override
        public List<String> periodsBy(LocalDate day) {
            List<String> begun = new ArrayList<>();
            Period period = Period.holding(from, every);
            LocalDate begins = from;
            while (!begins.isAfter(day) && begun.size() < MOST_PERIODS) {
                begun.add(period.name());
                begins = period.last().plusDays(1);
                period = Period.holding(begins, every);
            }
            return begun;
        }

        @Override
        public boolean hasPeriod(String period, LocalDate day) {
            return new TaskPeriods(every, from).has(period, day);
        }

        @Override
        public Optional<LocalDate> nextPeriodAfter(LocalDate day) {
            if (day.isBefore(from)) {
                return Optional.of(from);
            }
            return periodsBy(day).size() < MOST_PERIODS
                    ? Optional.of(Period.holding(day, every).last().plusDays(1))
                    : Optional.empty();
        }
    }

    /** By which terms a period is judged; the period must be one that {@link #hasPeriod} knows. */
    DeadlineTerms terms(String period);

    /** The periods that have begun by a day, oldest first. */
    List<String> periodsBy(LocalDate day);

    /** Whether a period is one of the task's that has begun by a day. */
    boolean hasPeriod(String period, LocalDate day);

    /** The first day after a given one on which another period begins. */
    Optional<LocalDate> nextPeriodAfter(LocalDate day);

    /** Reads a task's deadline as it stands. */
    static DeadlineRule of(TaskState task) {
        Deadline deadline = task.getDefinition().getDeadline();
        LocalDate due = deadline.getDue();
        LocalDate from = deadline.getFrom();
        return switch (deadline.getKind()) {
            case BY_DATE -> due == null ? new None() : new ByDate(due);
            case BY_MONTH -> due == null ? new None() : new ByMonth(due);
            case BY_QUARTER -> due == null ? new None() : new ByQuarter(due);
            case BY_YEAR -> due == null ? new None() : new ByYear(due);
            case RANGE -> new Range(from, due);
            case FROM -> from == null ? new Ongoing() : new From(from);
            case ONGOING -> new Ongoing();
            case RECURRING ->
                deadline.getRecurrence() == Recurrence.NONE
                        ? new None()
                        : new Recurring(
                                deadline.getRecurrence(), periodsOf(task).from());
            case CONDITIONAL -> conditional(task);
            case NONE -> new None();
        };
    }

    private static DeadlineRule conditional(TaskState task) {
        Deadline deadline = task.getDefinition().getDeadline();
        LocalDate trigger = deadline.getTriggeredOn();
        if (trigger == null) {
            return new Waiting();
        }
        LocalDate worked = task.getWorkingDue();
        return new Triggered(trigger, worked == null ? deadline.getDue() : worked);
    }

    /** Of which periods a task takes reports. */
    static TaskPeriods periodsOf(TaskState task) {
        LocalDate defined = task.getDefinedOn();
        return TaskPeriods.of(
                task.getDefinition(),
                task.getPlanIssued(),
                defined == null ? BusinessTime.dayOf(task.getSource().getReceivedAt()) : defined);
    }
}
