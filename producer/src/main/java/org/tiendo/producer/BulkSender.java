package org.tiendo.producer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;

/**
 * Sends many records in order without waiting for each. The first failure stops the run: the next call throws it, so
 * nothing follows a record that was lost or that the broker has given another time.
 */
public final class BulkSender {
    private static final String RESTAMPED = ": the topic stamps records with the time at which they arrive, so history"
            + " cannot be written into it. Create the topics with: tiendo topics --create --record-time create";

    private final ContractProducer producer;
    private final Map<String, Long> sentByTopic = new LinkedHashMap<>();
    private final Map<String, Integer> partitions = new LinkedHashMap<>();
    private final AtomicReference<@Nullable OperationFailedException> failed = new AtomicReference<>();

    public BulkSender(ContractProducer producer) {
        this.producer = producer;
    }

    /**
     * Sends a record of the contract.
     *
     * @param origin what the record is, for the message should it fail: {@code line 12}
     * @throws OperationFailedException when it cannot be encoded, or when an earlier record was lost
     */
    public void send(
            String origin, Topic topic, @Nullable Instant timestamp, @Nullable String key, SpecificRecord value) {
        sendBytes(origin, topic, timestamp, key, encode(origin, topic, value));
    }

    /** Sends bytes as they are; see {@link #send}. */
    public void sendBytes(
            String origin, Topic topic, @Nullable Instant timestamp, @Nullable String key, byte @Nullable [] value) {
        dispatch(origin, topic, null, timestamp, key, value);
    }

    /** Sends a record of the contract to every partition of its topic. */
    public void sendToEveryPartition(String origin, Topic topic, @Nullable Instant timestamp, SpecificRecord value) {
        sendBytesToEveryPartition(origin, topic, timestamp, null, encode(origin, topic, value));
    }

    /** Sends bytes as they are to every partition; see {@link #sendToEveryPartition}. */
    public void sendBytesToEveryPartition(
            String origin, Topic topic, @Nullable Instant timestamp, @Nullable String key, byte @Nullable [] value) {
        int count = partitions.computeIfAbsent(topic.name(), name -> producer.partitions(topic));
        for (int partition = 0; partition < count; partition++) {
            dispatch(origin, topic, partition, timestamp, key, value);
        }
    }

    private byte[] encode(String origin, Topic topic, SpecificRecord value) {
        try {
            return producer.encode(topic, value);
        } catch (SerializationException e) {
            throw failure(origin, topic, e);
        }
    }

    private void dispatch(
            String origin,
            Topic topic,
            @Nullable Integer partition,
            @Nullable Instant timestamp,
            @Nullable String key,
            byte @Nullable [] value) {
        throwIfFailed();
        sentByTopic.merge(topic.name(), 1L, Long::sum);
        producer.send(topic, partition, timestamp, key, value, new ContractProducer.Outcome() {
            @Override
            public void acknowledged(RecordMetadata metadata) {
                if (isRestamped(topic, timestamp, metadata)) {
                    failed.compareAndSet(
                            null, new OperationFailedException(origin + " to " + topic.name() + RESTAMPED));
                }
            }

            @Override
            public void failed(Exception cause) {
                failed.compareAndSet(null, failure(origin, topic, cause));
            }
        });
    }

    /** History that loses its times would be judged by the wrong ones; see {@code tiendo topics --record-time}. */
    private static boolean isRestamped(Topic topic, @Nullable Instant timestamp, RecordMetadata metadata) {
        return timestamp != null
                && topic.isInput()
                && metadata.hasTimestamp()
                && metadata.timestamp() != timestamp.toEpochMilli();
    }

    /** Waits until everything sent so far is acknowledged. */
    public void flush() {
        producer.flush();
        throwIfFailed();
    }

    /** Records handed to Kafka, by topic; one for every partition counts as many. */
    public Map<String, Long> sentByTopic() {
        return new LinkedHashMap<>(sentByTopic);
    }

    private OperationFailedException failure(String origin, Topic topic, Throwable cause) {
        return new OperationFailedException(
                origin + " to " + topic.name() + ": " + producer.advice().adviseOn(cause), cause);
    }

    private void throwIfFailed() {
        OperationFailedException failure = failed.get();
        if (failure != null) {
            throw failure;
        }
    }
}
