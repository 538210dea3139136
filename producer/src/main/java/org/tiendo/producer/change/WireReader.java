package org.tiendo.producer.change;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;

/**
 * Reads values with Confluent's deserializer, and tells one that is no record of its topic, which does not count, from a
 * registry that fails, which must not make records disappear.
 */
final class WireReader implements AutoCloseable {
    private static final int HEADER_BYTES = 1 + Integer.BYTES;
    /** A registry says what is unknown by 404xx; a bare 404 comes from a wrong address or from something in between. */
    private static final int UNKNOWN_TO_REGISTRY = 404;

    private final FailureAdvice advice;
    private final SchemaRegistryClient registry;
    private final KafkaAvroDeserializer deserializer;

    WireReader(Connection connection) {
        TrustedClasses.addContracts();
        advice = new FailureAdvice(connection);
        registry = connection.newRegistryClient();
        deserializer = connection.newDeserializer(registry);
    }

    /**
     * Makes sure that the registry is the one that knows a topic: with another one all its records would seem unreadable.
     *
     * @throws OperationFailedException when it does not know it, or cannot be reached
     */
    void requireSchemaOf(Topic topic) {
        try {
            registry.getLatestSchemaMetadata(topic.subject());
        } catch (IOException | RestClientException e) {
            throw failure(topic, e);
        }
    }

    /**
     * The record in a value; empty where there is none that can be read.
     *
     * @throws OperationFailedException when the registry fails
     */
    <T extends SpecificRecord> Optional<T> read(Topic topic, byte @Nullable [] value, Class<T> type) {
        if (value == null || value.length < HEADER_BYTES || value[0] != 0) {
            return Optional.empty();
        }
        Schema schema = SpecificData.get().getSchema(type);
        if (!isWrittenAs(topic, ByteBuffer.wrap(value, 1, Integer.BYTES).getInt(), schema)) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.cast(deserializer.deserialize(topic.name(), value, schema)));
        } catch (RuntimeException | StackOverflowError e) {
            // Bytes from outside can make Avro throw almost anything; the pipeline has put this one to the dead
            // letters.
            return Optional.empty();
        }
    }

    private boolean isWrittenAs(Topic topic, int id, Schema expected) {
        try {
            Object schema =
                    registry.getSchemaBySubjectAndId(topic.subject(), id).rawSchema();
            return schema instanceof Schema avro && avro.getFullName().equals(expected.getFullName());
        } catch (RestClientException e) {
            if (e.getErrorCode() / 100 == UNKNOWN_TO_REGISTRY) {
                return false;
            }
            throw failure(topic, e);
        } catch (IOException e) {
            throw failure(topic, e);
        }
    }

    private OperationFailedException failure(Topic topic, Exception cause) {
        return new OperationFailedException(topic.name() + ": " + advice.adviseOn(cause), cause);
    }

    @Override
    public void close() {
        deserializer.close();
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
