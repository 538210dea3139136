package org.tiendo.embedded.live;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Topics;
import org.tiendo.embedded.StackOptions;
import org.tiendo.producer.Connection;
import org.tiendo.v1.ProgressReport;

/** What stands on the topic of reports, partition by partition in order. */
final class ProgressTopic {
    private ProgressTopic() {}

    static List<ProgressReport> reports(List<ConsumerRecord<String, byte[]>> records, Connection connection) {
        try (KafkaAvroDeserializer values = connection.newDeserializer(connection.newRegistryClient())) {
            return records.stream()
                    .map(record -> (ProgressReport) values.deserialize(record.topic(), record.value()))
                    .toList();
        }
    }

    /** A record as a line of a history. */
    static String line(ConsumerRecord<String, byte[]> record, ProgressReport report) {
        return HistoryLine.of(
                        0,
                        Instant.ofEpochMilli(record.timestamp()),
                        "progress",
                        record.key(),
                        ContractJson.toJson(report))
                .json()
                .toString();
    }

    static List<ConsumerRecord<String, byte[]>> read(Connection connection) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(connection.consumerSettings(null))) {
            for (TopicPartition partition : IntStream.range(0, StackOptions.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(Topics.PROGRESS.name(), number))
                    .toList()) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                Map<TopicPartition, Long> end = consumer.endOffsets(List.of(partition));
                while (consumer.position(partition) < end.get(partition)) {
                    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                }
            }
        }
        return records;
    }
}
