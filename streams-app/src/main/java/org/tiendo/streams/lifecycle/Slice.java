package org.tiendo.streams.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a stream thread gives to timers at a time: so many, for so long. It must be back at its input soon, however many
 * are due.
 */
final class Slice {
    /** Timers in one slice. */
    static final int MOST = 1_000;

    /** How long one slice may take. */
    static final Duration LONGEST = Duration.ofMillis(50);

    private final LongSupplier millis;
    private final long begunMillis;

    /** @param millis measures how long it takes; it tells no business day */
    Slice(LongSupplier millis) {
        this.millis = millis;
        this.begunMillis = millis.getAsLong();
    }

    int most() {
        return MOST;
    }

    boolean isUsedUp() {
        return millis.getAsLong() - begunMillis >= LONGEST.toMillis();
    }
}
