package org.tiendo.producer;

import org.jspecify.annotations.Nullable;

/** Something outside did not do what was asked. The message says where and what to do, and can be shown as it is. */
public class OperationFailedException extends RuntimeException {
    public OperationFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public OperationFailedException(String message) {
        this(message, null);
    }
}
