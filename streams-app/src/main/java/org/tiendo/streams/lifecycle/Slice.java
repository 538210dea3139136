package org.tiendo.streams.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a stream thread gives to work that can wait, at a time: so many, for so long. It must be back at its input soon, however many
 * are due.
 */
final class Slice {
    /** Pieces of work in one slice: timers, or tasks to be judged anew. */
    static final int MOST = 1_000;

    /** How long one slice may take. */
    static final Duration LONGEST = Duration.ofMillis(50);

    private final LongSupplier millis;
    private final long begunMillis;
    private int done;

    /** @param millis measures how long it takes; it tells no business day */
    Slice(LongSupplier millis) {
        this.millis = millis;
        this.begunMillis = millis.getAsLong();
    }

    /** One piece of work was done. */
    void count() {
        done++;
    }

    boolean isUsedUp() {
        return done >= MOST || took() >= LONGEST.toMillis();
    }

    boolean isEmpty() {
        return done == 0;
    }

    /** Milliseconds since it began. */
    long took() {
        return millis.getAsLong() - begunMillis;
    }
}
