package org.tiendo.streams.contract;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes public records in Confluent's wire format, by Confluent's own serializer. It never registers a schema: the
 * deploy step does, and a schema that is missing there stops the start instead of the stream.
 */
public final class PublicSerde {
    private PublicSerde() {}

    /**
     * A serde for sinks; public topics are read by ingest alone, so it does not deserialize.
     *
     * @param confluent Confluent's Avro serializer, configured
     */
    public static Serde<SpecificRecord> writing(Serializer<Object> confluent) {
        Serializer<SpecificRecord> serializer = (topic, value) -> confluent.serialize(topic, value);
        Deserializer<SpecificRecord> deserializer = (topic, bytes) -> {
            throw new UnsupportedOperationException("public topic " + topic + " is read by ingest");
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
