package org.tiendo.producer.alerts;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long after each failure up to a limit, of which a random half is taken
 * off so that many clients do not come back together.
 *
 * @param first after the first failure
 * @param longest after many
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /** From one second to one minute. */
    public static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** The pause after so many failures in a row, at least one. */
    Duration after(int failures, RandomGenerator random) {
        long grown = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long whole = Math.min(grown, longest.toMillis());
        return Duration.ofMillis(whole - whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
