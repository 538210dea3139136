package org.tiendo.embedded.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: a registration when it has a schema, else a compatibility level, of a subject or, without
 * one, of all.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JournalEntry(
        @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String schema,
        @Nullable String compatibility) {

    static JournalEntry of(RegisteredSchema registered) {
        return new JournalEntry(registered.subject(), registered.version(), registered.id(), registered.text(), null);
    }

    static JournalEntry level(@Nullable String subject, String compatibility) {
        return new JournalEntry(subject, null, null, null, compatibility);
    }
}
