package org.tiendo.producer.definitions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;

/** Reads what stands on a topic at the moment of asking, from its beginning, and then stops: within a bounded time. */
final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Connection connection;
    private final FailureAdvice advice;
    private final Consumer<String, byte[]> kafka;

    TopicReader(Connection connection, Consumer<String, byte[]> kafka) {
        this.connection = connection;
        this.advice = new FailureAdvice(connection);
        this.kafka = kafka;
    }

    /** @throws OperationFailedException when Kafka cannot be reached or has no such topic */
    int partitions(Topic topic) {
        try {
            @Nullable List<PartitionInfo> partitions = kafka.partitionsFor(topic.name());
            if (partitions == null || partitions.isEmpty()) {
                throw new OperationFailedException("Kafka at " + connection.bootstrapServers()
                        + " does not have the topic " + topic.name() + ". Create it: tiendo topics --create");
            }
            return partitions.size();
        } catch (KafkaException e) {
            throw failure(topic, e);
        }
    }

    /** Reads every record of all partitions that stands there now. */
    void readAll(Topic topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        read(
                topic,
                IntStream.range(0, partitions(topic))
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                        .toList(),
                each);
    }

    /** Reads every record of one partition that stands there now. */
    void read(Topic topic, int partition, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        read(topic, List.of(new TopicPartition(topic.name(), partition)), each);
    }

    private void read(
            Topic topic,
            List<TopicPartition> partitions,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        long begin = System.nanoTime();
        try {
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new OperationFailedException(topic.name() + ": not read to its end within "
                            + PATIENCE.toSeconds() + " s. Check that Kafka at " + connection.bootstrapServers()
                            + " is well, then try again");
                }
                kafka.poll(POLL).forEach(each);
            }
        } catch (KafkaException e) {
            throw failure(topic, e);
        }
    }

    private OperationFailedException failure(Topic topic, KafkaException cause) {
        return new OperationFailedException(topic.name() + ": " + advice.adviseOn(cause), cause);
    }

    @Override
    public void close() {
        kafka.close(CloseOptions.timeout(CLOSING));
    }
}
