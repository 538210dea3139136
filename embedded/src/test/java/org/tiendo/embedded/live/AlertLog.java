package org.tiendo.embedded.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.embedded.StackOptions;
import org.tiendo.producer.Connection;

/** Reads the alert topics as an alerting team does, but keeps every record's bytes. */
final class AlertLog implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final KafkaConsumer<String, byte[]> consumer;

    AlertLog(Connection connection) {
        Map<String, Object> settings = new TreeMap<>(connection.clientSettings());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(
                        Topics.ALERTS_OVERDUE, Topics.ALERTS_DUE_SOON, Topics.ALERTS_SILENT, Topics.ALERTS_INDICATORS)
                .flatMap(AlertLog::partitionsOf)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static Stream<TopicPartition> partitionsOf(Topic topic) {
        return IntStream.range(0, topic.partitions(StackOptions.PARTITIONS))
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    /**
     * What has been written since the last call, until nothing more comes.
     *
     * @return by topic and key, each record in its order as timestamp and bytes
     */
    Map<String, List<String>> takeUntilQuiet() {
        Map<String, List<String>> taken = new TreeMap<>();
        long last = System.nanoTime();
        while (System.nanoTime() - last < QUIET.toNanos()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                taken.computeIfAbsent(record.topic() + " " + record.key(), key -> new ArrayList<>())
                        .add(Instant.ofEpochMilli(record.timestamp()) + " "
                                + HexFormat.of().formatHex(record.value()));
                last = System.nanoTime();
            }
        }
        return taken;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
