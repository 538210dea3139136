package org.tiendo.streams.lifecycle;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Where a stage's results go; the topology sends each type on to its topic. */
@FunctionalInterface
interface Outbox {
    /** @param at when its cause came: the time of the record, or the first instant of the timer's day */
    void send(@Nullable String key, SpecificRecord value, Instant at);
}
