package org.tiendo.producer.simulation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Status;

/** What a unit has to say on a day. */
record Step(
        LocalDate day,
        Status status,
        @Nullable Integer percent,
        @Nullable Long numerator,
        @Nullable Long denominator) {

    static Step progress(LocalDate day, Status status, int percent) {
        return new Step(day, status, percent, null, null);
    }

    static Step figures(LocalDate day, Status status, long numerator, @Nullable Long denominator) {
        return new Step(day, status, null, numerator, denominator);
    }
}
