package org.tiendo.streams.scorecard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.streams.contract.Keys;

/**
 * The clock of the slowest source. It is not known until every rollup partition was heard, because a figure that lacks
 * one of them holds up to no instant at all; then it is kept, so that a restart need not hear them again.
 */
final class ScorecardClock {
    private final KeyValueStore<String, ClockReading> readings;

    ScorecardClock(KeyValueStore<String, ClockReading> readings) {
        this.readings = readings;
    }

    /** Takes in a mark; an older one than the source's last changes nothing. True when the business day moved on. */
    boolean hear(ClockMark mark) {
        LocalDate before = day();
        String source = String.valueOf(mark.getFromPartition());
        ClockReading known = readings.get(source);
        if (known == null || known.getAt().isBefore(mark.getAt())) {
            readings.put(source, new ClockReading(mark.getAt()));
        }
        Instant earliest = earliest(mark.getOfPartitions());
        if (earliest != null) {
            readings.put(Keys.DATA_THROUGH, new ClockReading(earliest));
        }
        return !Objects.equals(before, day());
    }

    private @Nullable Instant earliest(int sources) {
        Instant earliest = Instant.MAX;
        for (int source = 0; source < sources; source++) {
            ClockReading reading = readings.get(String.valueOf(source));
            if (reading == null) {
                return null;
            }
            earliest = reading.getAt().isBefore(earliest) ? reading.getAt() : earliest;
        }
        return earliest;
    }

    /** The instant that every source has reached; null until all were heard. */
    @Nullable
    Instant dataThrough() {
        ClockReading reading = readings.get(Keys.DATA_THROUGH);
        return reading == null ? null : reading.getAt();
    }

    /** Its business day. */
    @Nullable
    LocalDate day() {
        Instant dataThrough = dataThrough();
        return dataThrough == null ? null : BusinessTime.dayOf(dataThrough);
    }
}
