package org.tiendo.streams.lifecycle;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Where a stage's results go; the topology sends each type on to its topic. */
@FunctionalInterface
interface Outbox {
    void send(@Nullable String key, SpecificRecord value);
}
