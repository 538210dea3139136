package org.tiendo.bench;

import java.time.Instant;
import java.time.InstantSource;

/** The time of a replayed history: it can be set, and goes on as fast as the machine's from there. */
final class SetTime implements InstantSource {
    private volatile Setting setting;

    private record Setting(Instant instant, long nanos) {}

    SetTime(Instant instant) {
        setting = new Setting(instant, System.nanoTime());
    }

    void set(Instant instant) {
        setting = new Setting(instant, System.nanoTime());
    }

    @Override
    public Instant instant() {
        Setting now = setting;
        return now.instant().plusNanos(System.nanoTime() - now.nanos());
    }
}
