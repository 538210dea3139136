package org.tiendo.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
     * @param percent 0, which is the shortest of all, to 100
     */
    Duration percentile(double percent) {
        int rank = BigDecimal.valueOf(percent)
                .multiply(BigDecimal.valueOf(sortedNanos.length))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return Duration.ofNanos(sortedNanos[Math.max(1, rank) - 1]);
    }

    int count() {
        return sortedNanos.length;
    }
}
