package org.tiendo.producer.alerts;

/** The record's bytes are no alert, and trying again would not make them one. */
final class NotAnAlertException extends Exception {
    private static final long serialVersionUID = 1;

    NotAnAlertException(String reason) {
        super(reason);
    }
}
