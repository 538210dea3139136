package org.tiendo.streams.serving;

/** The stores cannot answer now; asking again may succeed. */
public final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotReady(String reason) {
        super(reason);
    }

    public NotReady(String reason, Throwable cause) {
        super(reason, cause);
    }
}
