package org.tiendo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheLatencyThatThatShareStayedWithin() {
        // Given 1,000 latencies of 1 to 1,000 ns, in no order
        long[] nanos = LongStream.rangeClosed(1, 1_000).map(i -> i * 8 % 1_001).toArray();

        // When
        Latencies latencies = new Latencies(nanos);

        // Then
        assertThat(latencies.percentile(0)).isEqualTo(Duration.ofNanos(1));
        assertThat(latencies.percentile(50)).isEqualTo(Duration.ofNanos(500));
        assertThat(latencies.percentile(99)).isEqualTo(Duration.ofNanos(990));
        assertThat(latencies.percentile(99.9)).isEqualTo(Duration.ofNanos(999));
        assertThat(latencies.percentile(100)).isEqualTo(Duration.ofNanos(1_000));
    }
}
