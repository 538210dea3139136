package org.tiendo.producer.change;

import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;

/**
 * Who changes a definition, and why: it stays with the version for ever.
 *
 * @param by a name, never blank
 * @param reason never blank; null where none was given
 */
public record Signature(String by, @Nullable String reason) {
    /** @throws BadInputException when one of them is blank */
    public Signature {
        by = by.strip();
        reason = reason == null ? null : reason.strip();
        if (by.isEmpty()) {
            throw new BadInputException("who changes it must be said (--by WHO)");
        }
        if (reason != null && reason.isEmpty()) {
            throw new BadInputException("the reason must not be blank (--reason TEXT)");
        }
    }
}
