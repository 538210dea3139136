package org.tiendo.streams.contract;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.Source;

/**
 * An input record that could be read, with the bytes it was read from in case a later check refuses it.
 *
 * @param value the record's value
 * @param rawKey its key as found; null where it had none
 * @param rawValue its value as found
 * @param source where and when it entered the system
 */
public record Decoded<T extends SpecificRecord>(T value, byte @Nullable [] rawKey, byte[] rawValue, Source source) {
    /** The record's timestamp. */
    public Instant time() {
        return source.getReceivedAt();
    }

    /** The same record as a dead letter. */
    public DeadLetter refused(String code, String reason) {
        return new DeadLetter(rawKey, rawValue, code, reason, source);
    }
}
