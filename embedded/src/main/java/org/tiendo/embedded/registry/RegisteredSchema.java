package org.tiendo.embedded.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;

/** One version of a subject. */
record RegisteredSchema(String subject, int version, int id, AvroSchema schema) {
    String text() {
        return schema.canonicalString();
    }
}
