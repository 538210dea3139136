package org.tiendo.producer.change;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Deadline;

/** The due day that a deadline as published comes to. */
public final class DueDay {
    private DueDay() {}

    /** Null where it has none: it is of a kind without one, or its condition is not met. */
    public static @Nullable LocalDate of(Deadline deadline, WorkingDays workingDays) {
        return switch (deadline.getKind()) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR, RANGE -> deadline.getDue();
            case CONDITIONAL -> afterTrigger(deadline, workingDays);
            case RECURRING, FROM, ONGOING, NONE -> null;
        };
    }

    private static @Nullable LocalDate afterTrigger(Deadline deadline, WorkingDays workingDays) {
        LocalDate trigger = deadline.getTriggeredOn();
        Integer days = deadline.getWorkingDaysAfterTrigger();
        if (trigger == null) {
            return null;
        }
        return days == null ? deadline.getDue() : workingDays.after(trigger, days);
    }
}
