package org.tiendo.producer.change;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.v1.Deadline;

/** The due day that a deadline as published comes to. */
public final class DueDay {
    private DueDay() {}

    /** Null where it has none: it is of a kind without one, or its condition is not met. */
    public static @Nullable LocalDate of(Deadline deadline, WorkingCalendar calendar) {
        return switch (deadline.getKind()) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR, RANGE -> deadline.getDue();
            case CONDITIONAL -> afterTrigger(deadline, calendar);
            case RECURRING, FROM, ONGOING, NONE -> null;
        };
    }

    private static @Nullable LocalDate afterTrigger(Deadline deadline, WorkingCalendar calendar) {
        LocalDate trigger = deadline.getTriggeredOn();
        Integer days = deadline.getWorkingDaysAfterTrigger();
        if (trigger == null) {
            return null;
        }
        return days == null ? deadline.getDue() : calendar.plusWorkingDays(trigger, days);
    }
}
