package org.tiendo.producer.alerts;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.OperationFailedException;

/** The partitions of a topic that must be there. */
final class TopicPartitions {
    private TopicPartitions() {}

    /** @throws OperationFailedException when Kafka has no such topic */
    static List<TopicPartition> of(Consumer<?, ?> kafka, String topic) {
        @Nullable List<PartitionInfo> partitions = kafka.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new OperationFailedException("there is no topic " + topic + ". Create it: tiendo topics --create");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
