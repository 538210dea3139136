package org.tiendo.producer;

import org.jspecify.annotations.Nullable;

/** What was given cannot be used. The message says where it is wrong and what is expected, and can be shown as it is. */
public final class BadInputException extends RuntimeException {
    public BadInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public BadInputException(String message) {
        this(message, null);
    }
}
