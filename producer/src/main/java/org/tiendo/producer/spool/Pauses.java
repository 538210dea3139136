package org.tiendo.producer.spool;

import java.time.Duration;

/** How long a drain that failed waits before it tries again. */
final class Pauses {
    private final SpoolSettings settings;
    private int failures;

    Pauses(SpoolSettings settings) {
        this.settings = settings;
    }

    /** Something was delivered: the next pause is the first again. */
    void reset() {
        failures = 0;
    }

    Duration next(Delivery.Pace pace) {
        if (pace == Delivery.Pace.SLOWLY) {
            return settings.slow();
        }
        Duration pause = settings.soonest().multipliedBy(1L << Math.min(failures, 20));
        failures++;
        return pause.compareTo(settings.longest()) < 0 ? pause : settings.longest();
    }
}
