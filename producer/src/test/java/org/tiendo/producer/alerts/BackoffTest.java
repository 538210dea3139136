package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void thePauseDoublesUpToTheLongestLessARandomHalf() {
        for (int failures = 1; failures < 100; failures++) {
            long whole = Math.min(60_000, failures > 7 ? 60_000 : 1_000L << (failures - 1));
            // When
            Duration pause = Backoff.USUAL.after(failures, random);
            // Then
            assertThat(pause.toMillis()).isBetween(whole / 2, whole);
        }
    }

    @Test
    void twoClientsSeldomComeBackTogether() {
        // When
        long different = random.longs(100)
                .map(i -> Backoff.USUAL.after(7, random).toMillis())
                .distinct()
                .count();
        // Then
        assertThat(different).isGreaterThan(50);
    }
}
