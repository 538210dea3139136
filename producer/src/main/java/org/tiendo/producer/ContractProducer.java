package org.tiendo.producer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;

/**
 * The one Kafka producer behind everything that writes to Tiendo's topics: idempotent, acknowledged by all replicas,
 * values in Confluent's wire format. Encoding and sending are apart, so that bytes which are no record at all can be
 * sent the same way.
 */
public final class ContractProducer implements AutoCloseable {
    private final Producer<String, byte[]> kafka;
    private final Serializer<Object> avro;
    private final FailureAdvice advice;

    /**
     * Connects on first use.
     *
     * @throws OperationFailedException when the settings cannot be used
     */
    public ContractProducer(Connection connection) {
        this(connection, connect(connection), connection.newSerializer());
    }

    private static Producer<String, byte[]> connect(Connection connection) {
        try {
            return new KafkaProducer<>(connection.producerSettings());
        } catch (KafkaException e) {
            throw new OperationFailedException(new FailureAdvice(connection).adviseOn(e), e);
        }
    }

    /** For a producer made elsewhere, as in tests. */
    public ContractProducer(Connection connection, Producer<String, byte[]> kafka, Serializer<Object> avro) {
        this.kafka = kafka;
        this.avro = avro;
        this.advice = new FailureAdvice(connection);
    }

    /**
     * A value in the wire format of its topic.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when the registry does not know the schema, cannot
     *     be reached, or a value does not fit
     */
    public byte[] encode(Topic topic, SpecificRecord value) {
        return avro.serialize(topic.name(), value);
    }

    /** What became of a record. */
    public interface Outcome {
        void acknowledged(RecordMetadata metadata);

        void failed(Exception cause);
    }

    /** Sends without waiting. Failures of any kind go to the outcome, none is thrown. */
    public void send(
            Topic topic,
            @Nullable Integer partition,
            @Nullable Instant timestamp,
            @Nullable String key,
            byte @Nullable [] value,
            Outcome outcome) {
        send(topic, partition, timestamp, key, value, List.of(), outcome);
    }

    /** Sends a record that has headers; see {@link #send(Topic, Integer, Instant, String, byte[], Outcome)}. */
    public void send(
            Topic topic,
            @Nullable Integer partition,
            @Nullable Instant timestamp,
            @Nullable String key,
            byte @Nullable [] value,
            List<Header> headers,
            Outcome outcome) {
        Long millis = timestamp == null ? null : timestamp.toEpochMilli();
        try {
            Future<RecordMetadata> ignored = kafka.send(
                    new ProducerRecord<>(topic.name(), partition, millis, key, value, headers), (metadata, failure) -> {
                        if (failure == null) {
                            outcome.acknowledged(metadata);
                        } else {
                            outcome.failed(failure);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            outcome.failed(e);
        }
    }

    /** How many partitions a topic has. */
    public int partitions(Topic topic) {
        try {
            return kafka.partitionsFor(topic.name()).size();
        } catch (KafkaException e) {
            throw new OperationFailedException(topic.name() + ": " + advice.adviseOn(e), e);
        }
    }

    /** Sends what is buffered and waits until all of it is acknowledged or has failed. */
    public void flush() {
        kafka.flush();
    }

    /** Puts failures into words. */
    public FailureAdvice advice() {
        return advice;
    }

    /** Sends what is buffered for as long as it is given, fails the rest, and closes. */
    public void close(Duration atMost) {
        kafka.close(atMost);
        avro.close();
    }

    /** Flushes, then closes. */
    @Override
    public void close() {
        kafka.close();
        avro.close();
    }
}
