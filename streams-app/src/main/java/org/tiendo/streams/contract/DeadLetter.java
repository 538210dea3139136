package org.tiendo.streams.contract;

import org.jspecify.annotations.Nullable;
import org.tiendo.internal.Source;

/**
 * A record that the pipeline cannot use, kept as found.
 *
 * @param rawKey its key; null where it had none
 * @param rawValue its value; null for a tombstone
 * @param code why, as a code such as TOMBSTONE or UNKNOWN_SCHEMA
 * @param reason why, in one English sentence that says what to do
 * @param source where and when it entered the system
 */
public record DeadLetter(
        byte @Nullable [] rawKey, byte @Nullable [] rawValue, String code, String reason, Source source) {}
