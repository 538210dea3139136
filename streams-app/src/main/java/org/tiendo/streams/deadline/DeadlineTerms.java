package org.tiendo.streams.deadline;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;

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
    /** A task that is due within so many days counts as due soon; its alerts have days of their own. */
    public static final int DUE_SOON_DAYS = 7;

    static final DeadlineTerms ENDLESS = new DeadlineTerms(null, false, null, true);
    static final DeadlineTerms WAITING = new DeadlineTerms(null, true, null, false);
    static final DeadlineTerms NONE = new DeadlineTerms(null, false, null, false);

    static DeadlineTerms dueOn(LocalDate due) {
        return new DeadlineTerms(null, false, due, false);
    }

    public boolean dormantOn(LocalDate day) {
        return conditionOpen || (awakeFrom != null && day.isBefore(awakeFrom));
    }

    /** The due day in force on a day: none while it sleeps. */
    public Optional<LocalDate> dueAsOf(LocalDate day) {
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

    /** The days on which an open occurrence's standing changes by itself: it is due soon, then overdue. */
    public Stream<LocalDate> turns() {
        return due == null ? Stream.empty() : Stream.of(due.minusDays(DUE_SOON_DAYS), due.plusDays(1));
    }

    /** The quarter that holds a day, as in 2025-Q4. */
    public static String quarterOf(LocalDate day) {
        return String.format("%04d-Q%d", day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
    }
}
