package org.tiendo.streams.deadline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Status;

/**
 * How one occurrence stands on a day.
 *
 * @param status what the report in force says; NOT_STARTED without one
 * @param bucket the due bucket
 * @param due the due day in force; null when it has none or sleeps
 * @param standing where it stands against that due day
 */
public record Judgement(
        Status status, String bucket, @Nullable LocalDate due, Standing standing) {

    /** Where an occurrence stands against its due day. */
    public enum Standing {
        /** It has no due day now. */
        WITHOUT_DEADLINE,
        DONE_ON_TIME,
        DONE_LATE,
        /** Not done, and the due day is more than {@link DeadlineTerms#DUE_SOON_DAYS} days away. */
        IN_TERM,
        /** In term, and due within {@link DeadlineTerms#DUE_SOON_DAYS} days. */
        DUE_SOON,
        OVERDUE
    }

    /**
     * Judges an occurrence.
     *
     * @param doneSince first day the unbroken run of DONE reports speaks of; null when it is not done
     */
    public static Judgement of(DeadlineTerms terms, Status status, @Nullable LocalDate doneSince, LocalDate day) {
        LocalDate due = terms.dueAsOf(day).orElse(null);
        return new Judgement(status, terms.bucketOn(day), due, standing(due, status, doneSince, day));
    }

    private static Standing standing(
            @Nullable LocalDate due, Status status, @Nullable LocalDate doneSince, LocalDate day) {
        if (due == null) {
            return Standing.WITHOUT_DEADLINE;
        }
        if (status == Status.DONE) {
            return doneSince != null && doneSince.isAfter(due) ? Standing.DONE_LATE : Standing.DONE_ON_TIME;
        }
        if (day.isAfter(due)) {
            return Standing.OVERDUE;
        }
        return day.isBefore(due.minusDays(DeadlineTerms.DUE_SOON_DAYS)) ? Standing.IN_TERM : Standing.DUE_SOON;
    }

    public boolean overdue() {
        return standing == Standing.OVERDUE;
    }

    public boolean dueSoon() {
        return standing == Standing.DUE_SOON;
    }
}
