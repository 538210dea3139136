package org.tiendo.producer.files;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;
import org.tiendo.producer.definitions.PublishedDefinitions;

/**
 * What rows are read by.
 *
 * @param published the tasks that may be reported on
 * @param now when the reports are made, and would enter the system
 * @param unit the unit of rows that name none; rows that name another one are bad. Empty where every row says it
 * @param asOf the date of rows that name none; empty where every row says it
 * @param speaksFor the units that may be reported for; of a row of another nothing is looked up
 */
public record RowRules(
        PublishedDefinitions published,
        Instant now,
        Optional<String> unit,
        Optional<LocalDate> asOf,
        Predicate<String> speaksFor) {
    /** Rows of whichever unit. */
    public RowRules(PublishedDefinitions published, Instant now, Optional<String> unit, Optional<LocalDate> asOf) {
        this(published, now, unit, asOf, any -> true);
    }

    /** Rows that say all by themselves. */
    public RowRules(PublishedDefinitions published, Instant now) {
        this(published, now, Optional.empty(), Optional.empty());
    }
}
