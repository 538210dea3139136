package org.tiendo.streams.ingest;

import java.time.Instant;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.Source;
import org.tiendo.streams.contract.DeadLetter;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Ingested;

/** Decodes one topic's records and forwards what {@link Admission} makes of each, keyed as found. */
final class IngestProcessor<T extends SpecificRecord>
        extends ContextualProcessor<byte[], byte[], @Nullable String, Ingested> {
    private final WireDecoder<T> decoder;
    private final BiFunction<Decoded<T>, @Nullable String, Ingested> admission;

    IngestProcessor(WireDecoder<T> decoder, BiFunction<Decoded<T>, @Nullable String, Ingested> admission) {
        this.decoder = decoder;
        this.admission = admission;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] rawKey = record.key();
        byte @Nullable [] rawValue = record.value();
        String key = Admission.keyOf(rawKey);
        Source source = sourceOf(record);
        Decoding<T> decoding = decoder.decode(rawValue);
        Ingested ingested;
        if (decoding instanceof Decoding.Read<T> read && rawValue != null) {
            ingested = admission.apply(new Decoded<>(read.value(), rawKey, rawValue, source), key);
        } else if (decoding instanceof Decoding.Unreadable<T> bad) {
            ingested = new Ingested.Refused(new DeadLetter(rawKey, rawValue, bad.code(), bad.reason(), source));
        } else {
            throw new IllegalStateException("a decoding is read or unreadable");
        }
        context().forward(record.withKey(key).withValue(ingested));
    }

    private Source sourceOf(Record<?, ?> record) {
        RecordMetadata metadata = context().recordMetadata().orElseThrow();
        return new Source(
                metadata.topic(), metadata.partition(), metadata.offset(), Instant.ofEpochMilli(record.timestamp()));
    }
}
