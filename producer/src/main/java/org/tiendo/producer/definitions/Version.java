package org.tiendo.producer.definitions;

import java.time.Instant;

/**
 * A record of the contract as it stands on its topic.
 *
 * @param value the record
 * @param at its timestamp
 * @param partition its partition
 * @param offset its offset there
 */
public record Version<T>(T value, Instant at, int partition, long offset) {}
