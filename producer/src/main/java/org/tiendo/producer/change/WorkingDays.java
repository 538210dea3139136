package org.tiendo.producer.change;

import java.time.LocalDate;

/** How working days are counted; the calendar knows. */
@FunctionalInterface
public interface WorkingDays {
    /** The day that lies so many working days after another. */
    LocalDate after(LocalDate day, int count);
}
