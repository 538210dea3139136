/**
 * Stage 1 of 5. Reads every input topic as bytes, decodes them by the writer's schema, and makes of each record
 * something that later stages can rely on: its ids are valid, its key fits, its type is the topic's. Writes dead letters
 * with a reason for the rest. No store. Decoding happens here and not in a deserializer so that a record that cannot be
 * read is counted and kept like any other, and so that a registry outage waits instead of losing records.
 */
@NullMarked
package org.tiendo.streams.ingest;

import org.jspecify.annotations.NullMarked;
