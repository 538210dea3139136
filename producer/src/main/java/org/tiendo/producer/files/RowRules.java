package org.tiendo.producer.files;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.tiendo.producer.definitions.PublishedDefinitions;

/**
 * What rows are read by.
 *
 * @param published the tasks that may be reported on
 * @param now when the reports are made, and would enter the system
 * @param unit the unit of rows that name none; rows that name another one are bad. Empty where every row says it
 * @param asOf the date of rows that name none; empty where every row says it
 */
public record RowRules(PublishedDefinitions published, Instant now, Optional<String> unit, Optional<LocalDate> asOf) {
    /** Rows that say all by themselves. */
    public RowRules(PublishedDefinitions published, Instant now) {
        this(published, now, Optional.empty(), Optional.empty());
    }
}
