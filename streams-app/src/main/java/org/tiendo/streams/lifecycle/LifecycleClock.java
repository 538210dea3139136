package org.tiendo.streams.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;

/** One partition's business clock: the greatest tick or record timestamp seen. It never goes back. */
final class LifecycleClock {
    private @Nullable Instant now;

    LifecycleClock(@Nullable Instant now) {
        this.now = now;
    }

    /** Moves on to an instant, unless it is past; true when that begins another business day. */
    boolean advanceTo(Instant instant) {
        Instant before = now;
        if (before != null && !instant.isAfter(before)) {
            return false;
        }
        now = instant;
        return before == null || !BusinessTime.dayOf(before).equals(BusinessTime.dayOf(instant));
    }

    /** Where it stands; null before the first record. */
    @Nullable
    Instant now() {
        return now;
    }

    /**
     * The business day.
     *
     * @throws IllegalStateException before the first record
     */
    LocalDate today() {
        Instant instant = now;
        if (instant == null) {
            throw new IllegalStateException("the clock has not been set yet");
        }
        return BusinessTime.dayOf(instant);
    }
}
