package org.tiendo.streams.deadline;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.v1.Deadline;

/**
 * A deadline reduced to the days that matter: until when it sleeps, when it is due, and whether it ever ends.
 *
 * @param awakeFrom first day on which it counts; null when it always did
 * @param conditionOpen true while it waits for an event that has not come: it sleeps whatever the day
 * @param due last day on time; null when it has none
 * @param endless true when it runs on without an end
 */
public record DeadlineTerms(
        @Nullable LocalDate awakeFrom,
        boolean conditionOpen,
        @Nullable LocalDate due,
        boolean endless) {
    /** A task that is due within so many days is due soon. */
    public static final int DUE_SOON_DAYS = 7;

    private static final int MONTHS_IN_QUARTER = 3;

    /** Reads a deadline as published. */
    public static DeadlineTerms of(Deadline deadline) {
        LocalDate from = deadline.getFrom();
        return switch (deadline.getKind()) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR -> new DeadlineTerms(null, false, deadline.getDue(), false);
            case RANGE -> new DeadlineTerms(from, false, deadline.getDue(), false);
            case FROM -> new DeadlineTerms(from, false, null, true);
            case ONGOING -> new DeadlineTerms(null, false, null, true);
            case CONDITIONAL ->
                deadline.getTriggeredOn() == null
                        ? new DeadlineTerms(null, true, null, false)
                        : new DeadlineTerms(null, false, deadline.getDue(), false);
            case RECURRING, NONE -> new DeadlineTerms(null, false, null, false);
        };
    }

    public boolean dormantOn(LocalDate day) {
        return conditionOpen || (awakeFrom != null && day.isBefore(awakeFrom));
    }

    /** The due day in force on a day: none while it sleeps. */
    public Optional<LocalDate> dueOn(LocalDate day) {
        return dormantOn(day) ? Optional.empty() : Optional.ofNullable(due);
    }

    /** The due bucket on a day: the due day's quarter, or why there is none. */
    public String bucketOn(LocalDate day) {
        if (dormantOn(day)) {
            return Cell.BUCKET_DORMANT;
        }
        if (endless) {
            return Cell.BUCKET_ONGOING;
        }
        return due == null ? Cell.BUCKET_NONE : quarterOf(due);
    }

    /** The quarter that holds a day, as in 2025-Q4. */
    public static String quarterOf(LocalDate day) {
        int quarter = (day.getMonthValue() - 1) / MONTHS_IN_QUARTER + 1;
        return String.format("%04d-Q%d", day.getYear(), quarter);
    }

    /** The first day after a given one on which an open task is judged anew, if there is one. */
    public Optional<LocalDate> nextChangeAfter(LocalDate day) {
        return changes().filter(change -> change.isAfter(day)).min(LocalDate::compareTo);
    }

    private Stream<LocalDate> changes() {
        if (conditionOpen) {
            return Stream.empty();
        }
        Stream<LocalDate> waking = Stream.ofNullable(awakeFrom);
        return due == null ? waking : Stream.concat(waking, Stream.of(due.minusDays(DUE_SOON_DAYS), due.plusDays(1)));
    }
}
