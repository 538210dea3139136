package org.tiendo.streams.gateway;

/** As many items wait as may: the request is not taken, and making it again in a moment is right. */
public final class IntakeFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IntakeFullException(int most) {
        super(most + " reports may be on their way to Kafka at once, and these would be more", null, false, false);
    }
}
