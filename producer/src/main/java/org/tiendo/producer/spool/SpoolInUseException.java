package org.tiendo.producer.spool;

import java.nio.file.Path;
import org.tiendo.producer.OperationFailedException;

/** Another program, or another reporter of this one, has the spool's directory. */
public final class SpoolInUseException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    SpoolInUseException(Path directory, String holder) {
        super("The spool " + directory + " is being used by " + holder
                + ". A directory serves one program at a time: stop that one, or use another directory");
    }
}
