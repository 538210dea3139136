package org.tiendo.producer.alerts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The alert could not be dealt with now, and is to be tried again. */
public final class RetryLaterException extends Exception {
    private static final long serialVersionUID = 1;

    private final Duration notBefore;

    /** @param notBefore the least pause before the next try; zero leaves it to the consumer */
    public RetryLaterException(String message, Duration notBefore, @Nullable Throwable cause) {
        super(message, cause);
        this.notBefore = notBefore;
    }

    /** The least pause before the next try. */
    public Duration notBefore() {
        return notBefore;
    }
}
