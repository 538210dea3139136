package org.tiendo.bench;

import java.time.Duration;
import java.util.Arrays;

/** Measured latencies, in nanoseconds, and their percentiles by the nearest-rank method. */
final class Latencies {
    private final long[] sortedNanos;

    Latencies(long[] nanos) {
        sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /**
     * The latency that a share of all stayed within.
     *
     * @param percent 0 (exclusive) to 100
     */
    Duration percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
        return Duration.ofNanos(sortedNanos[Math.max(1, rank) - 1]);
    }

    int count() {
        return sortedNanos.length;
    }
}
