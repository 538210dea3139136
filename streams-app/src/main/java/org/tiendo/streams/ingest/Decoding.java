package org.tiendo.streams.ingest;

import org.apache.avro.specific.SpecificRecord;

/** What came of reading a record's bytes. */
sealed interface Decoding<T extends SpecificRecord> {
    record Read<T extends SpecificRecord>(T value) implements Decoding<T> {}

    /**
     * @param code the dead letter's code
     * @param reason what is wrong and what to do, in one sentence
     */
    record Unreadable<T extends SpecificRecord>(String code, String reason) implements Decoding<T> {}
}
