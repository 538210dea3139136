package org.tiendo.producer.spool;

import java.nio.file.Path;
import org.tiendo.producer.OperationFailedException;

/** The spool has no room: the report was not taken, and is nowhere but with the caller. */
public final class SpoolFullException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    SpoolFullException(Path directory, long bytes, long maxBytes) {
        super("The spool " + directory + " is full (" + bytes + " of " + maxBytes
                + " bytes): this report was not taken. Wait until reports have gone out (tiendo spool status says what"
                + " they wait for), or give the spool more room, then send it again");
    }

    SpoolFullException(Path directory, Throwable cause) {
        super(
                "The disk of the spool " + directory + " takes no more (" + cause.getMessage()
                        + "): this report was not taken. Free some room, then send it again",
                cause);
    }
}
