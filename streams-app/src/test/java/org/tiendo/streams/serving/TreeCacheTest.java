package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TreeCacheTest {
    private static final Instant MORNING = Instant.parse("2025-10-01T03:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-1);
    private final TreeCache cache = new TreeCache(nanos::get);
    private int reads;

    @Test
    void theTreeIsReadOnceForManyQueries() {
        // When
        get(new Moment(MORNING, 1));
        get(new Moment(MORNING.plusSeconds(60), 1));

        // Then
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aNewVersionANewDayAndTimeMakeItRead() {
        get(new Moment(MORNING, 1));

        get(new Moment(MORNING, 2));
        assertThat(reads).isEqualTo(2);

        get(new Moment(MORNING.plus(Duration.ofDays(1)), 2));
        assertThat(reads).isEqualTo(3);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        get(new Moment(MORNING.plus(Duration.ofDays(1)), 2));
        assertThat(reads).isEqualTo(4);
    }

    private void get(Moment moment) {
        cache.get(moment, () -> {
            reads++;
            return new UnitTree(List.of(), moment.clock());
        });
    }
}
