package org.tiendo.producer.alerts;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tiendo.contract.Topic;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.v1.TaskAlert;

/**
 * Reads alerts with Confluent's deserializer, and tells a record that is no alert, which is to be skipped, from a
 * registry that cannot be reached, which is to be waited for.
 */
final class AlertReader implements AutoCloseable {
    private static final int HEADER_BYTES = 1 + Integer.BYTES;
    /** A registry says what is unknown by 404xx; a bare 404 comes from a wrong address or from something in between. */
    private static final int UNKNOWN_TO_REGISTRY = 404;

    private final SchemaRegistryClient registry;
    private final KafkaAvroDeserializer deserializer;

    private AlertReader(SchemaRegistryClient registry, KafkaAvroDeserializer deserializer) {
        this.registry = registry;
        this.deserializer = deserializer;
    }

    /**
     * Makes sure that the registry is the one that knows these topics: with another one every alert would seem no alert.
     *
     * @throws OperationFailedException when it does not know them, or cannot be reached
     */
    static AlertReader open(Connection connection, List<Topic> topics) {
        TrustedClasses.addContracts();
        SchemaRegistryClient registry = connection.newRegistryClient();
        AlertReader reader = new AlertReader(registry, connection.newDeserializer(registry));
        try {
            for (Topic topic : topics) {
                registry.getLatestSchemaMetadata(topic.subject());
            }
            return reader;
        } catch (IOException | RestClientException e) {
            reader.close();
            throw new OperationFailedException(new FailureAdvice(connection).adviseOn(e), e);
        }
    }

    /**
     * The alert in a record.
     *
     * @throws NotAnAlertException when there is none in it
     * @throws RetryLaterException when the registry has to be asked for the schema and does not answer
     */
    ReceivedAlert read(ConsumerRecord<String, byte[]> record) throws NotAnAlertException, RetryLaterException {
        byte[] value = record.value();
        if (value == null) {
            throw new NotAnAlertException("it has no value");
        }
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new NotAnAlertException("it is not in Confluent's wire format");
        }
        AlertKind kind = AlertKind.ofTopic(record.topic())
                .orElseThrow(() -> new NotAnAlertException("its topic holds no alerts"));
        checkSchema(kind.topic(), ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
        return new ReceivedAlert(
                decode(record.topic(), value),
                kind,
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()));
    }

    /** Asks for the writer's schema, as the deserializer then does, which finds it in the client's cache. */
    private void checkSchema(Topic topic, int id) throws NotAnAlertException, RetryLaterException {
        try {
            Object schema =
                    registry.getSchemaBySubjectAndId(topic.subject(), id).rawSchema();
            String expected = TaskAlert.getClassSchema().getFullName();
            if (!(schema instanceof Schema avro) || !avro.getFullName().equals(expected)) {
                throw new NotAnAlertException("schema " + id + " is not of " + expected);
            }
        } catch (RestClientException e) {
            if (e.getErrorCode() / 100 == UNKNOWN_TO_REGISTRY) {
                throw new NotAnAlertException("the registry has no schema " + id + " of " + topic.subject());
            }
            throw new RetryLaterException("the schema registry refused: " + e.getMessage(), Duration.ZERO, e);
        } catch (IOException e) {
            throw new RetryLaterException("the schema registry cannot be reached: " + e, Duration.ZERO, e);
        }
    }

    private TaskAlert decode(String topic, byte[] value) throws NotAnAlertException {
        try {
            return (TaskAlert) deserializer.deserialize(topic, value, TaskAlert.getClassSchema());
        } catch (RuntimeException | StackOverflowError e) {
            // Bytes from outside can make Avro throw almost anything; whatever it is, this is no alert.
            throw new NotAnAlertException("its bytes do not fit their schema: " + e);
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
