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

    /** How long one slice may take: a thread has several partitions, and what a slice sends must be processed too. */
    static final Duration LONGEST = Duration.ofMillis(20);

    private final LongSupplier nanoTime;
    private final long begunNanos;
    private int done;

    /** @param nanoTime measures how long it takes; it tells no business day */
    Slice(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begunNanos = nanoTime.getAsLong();
    }

    /** One piece of work was done. */
    void count() {
        done++;
    }

    boolean isUsedUp() {
        return done >= MOST || took().compareTo(LONGEST) >= 0;
    }

    boolean isEmpty() {
        return done == 0;
    }

    /** How long it has taken so far. */
    Duration took() {
        return Duration.ofNanos(nanoTime.getAsLong() - begunNanos);
    }
}
