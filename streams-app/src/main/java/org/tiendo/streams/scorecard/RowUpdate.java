package org.tiendo.streams.scorecard;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is published under a row's key.
 *
 * @param row null where nothing is left to show: a tombstone
 */
record RowUpdate(RowKey key, @Nullable SpecificRecord row) {}
