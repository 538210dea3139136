package org.tiendo.streams.serving;

import java.time.Duration;

/**
 * Whether a request is answered only when its reports show, and how long it waits for that.
 *
 * @param atMost zero where it does not wait
 */
record Wait(Duration atMost) {
    static final Duration USUAL = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofSeconds(30);

    /** A request with more reports is not followed: each look looks at every one of them. */
    static final int MOST_REPORTS = 1_000;

    /** @throws Problem when a parameter cannot be used */
    static Wait of(Query query) {
        boolean wanted = query.flag("wait").orElse(false);
        Duration atMost = query.text("waitMillis").map(Wait::millis).orElse(USUAL);
        if (!wanted && query.text("waitMillis").isPresent()) {
            throw Problem.badParameter("waitMillis", "has a meaning only with wait=true");
        }
        return new Wait(wanted ? atMost : Duration.ZERO);
    }

    private static Duration millis(String text) {
        try {
            long millis = Long.parseLong(text);
            if (millis >= 1 && millis <= LONGEST.toMillis()) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            throw unusable(text);
        }
        throw unusable(text);
    }

    private static Problem unusable(String text) {
        return Problem.badParameter(
                "waitMillis", "must be a whole number from 1 to " + LONGEST.toMillis() + ", not " + text);
    }

    boolean isWanted() {
        return !atMost.isZero();
    }

    /** @throws Problem when so many reports cannot be waited for */
    void refuseMany(int reports) {
        if (isWanted() && reports > MOST_REPORTS) {
            throw Problem.badParameter(
                    "wait", "at most " + MOST_REPORTS + " reports can be waited for, not " + reports);
        }
    }
}
