package org.tiendo.producer;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.contract.TrustedClasses;

/**
 * Reads values with Confluent's deserializer, and tells one that is no record of its topic, which is to be skipped, from a
 * registry that fails, which must not make records disappear.
 */
public final class WireReader implements AutoCloseable {
    private static final int HEADER_BYTES = 1 + Integer.BYTES;
    /** A registry says what is unknown by 404xx; a bare 404 comes from a wrong address or from something in between. */
    private static final int UNKNOWN_TO_REGISTRY = 404;

    private final FailureAdvice advice;
    private final SchemaRegistryClient registry;
    private final KafkaAvroDeserializer deserializer;

    public WireReader(Connection connection) {
        TrustedClasses.addContracts();
        advice = new FailureAdvice(connection);
        registry = connection.newRegistryClient();
        deserializer = connection.newDeserializer(registry);
    }

    /** A value that is no record of its topic; the message says why. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** The registry had to be asked and did not answer, or refused; the message says which. */
    public static final class RegistryFailedException extends Exception {
        private static final long serialVersionUID = 1;

        RegistryFailedException(String message, Exception cause) {
            super(message, cause);
        }
    }

    /**
     * Makes sure that the registry is the one that knows a topic: with another one all its records would seem unreadable.
     *
     * @throws OperationFailedException when it does not know it, or cannot be reached
     */
    public void requireSchemaOf(Topic topic) {
        try {
            registry.getLatestSchemaMetadata(topic.subject());
        } catch (IOException | RestClientException e) {
            throw new OperationFailedException(topic.name() + ": " + advice.adviseOn(e), e);
        }
    }

    /** The record in a value. */
    public <T extends SpecificRecord> T read(Topic topic, byte @Nullable [] value, Class<T> type)
            throws UnreadableException, RegistryFailedException {
        if (value == null) {
            throw new UnreadableException("it has no value");
        }
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new UnreadableException("it is not in Confluent's wire format");
        }
        Schema schema = SpecificData.get().getSchema(type);
        checkSchema(topic, ByteBuffer.wrap(value, 1, Integer.BYTES).getInt(), schema.getFullName());
        try {
            return type.cast(deserializer.deserialize(topic.name(), value, schema));
        } catch (RuntimeException | StackOverflowError e) {
            // Bytes from outside can make Avro throw almost anything; whatever it is, this is no such record.
            throw new UnreadableException("its bytes do not fit their schema: " + e);
        }
    }

    /** Asks for the writer's schema, as the deserializer then does, which finds it in the client's cache. */
    private void checkSchema(Topic topic, int id, String expected) throws UnreadableException, RegistryFailedException {
        try {
            Object schema =
                    registry.getSchemaBySubjectAndId(topic.subject(), id).rawSchema();
            if (!(schema instanceof Schema avro) || !avro.getFullName().equals(expected)) {
                throw new UnreadableException("schema " + id + " is not of " + expected);
            }
        } catch (RestClientException e) {
            if (e.getErrorCode() / 100 == UNKNOWN_TO_REGISTRY) {
                throw new UnreadableException("the registry has no schema " + id + " of " + topic.subject());
            }
            throw new RegistryFailedException("the schema registry refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryFailedException("the schema registry cannot be reached: " + e, e);
        }
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
