package org.tiendo.bench;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.embedded.StackOptions;
import org.tiendo.producer.Connection;
import org.tiendo.v1.TaskAlert;

/** Reads the alert topics as an alerting service does, only what is committed, and notes when each alert was there. */
final class AlertWatch implements AutoCloseable {
    private final SchemaRegistryClient registry;
    private final KafkaAvroDeserializer deserializer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final ConcurrentLinkedQueue<Arrived> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> reading;

    private record Arrived(String topic, byte[] value, long atNanos) {}

    /**
     * An alert that has come.
     *
     * @param atNanos when, by {@link System#nanoTime}
     */
    record Seen(TaskAlert alert, long atNanos) {}

    AlertWatch(Connection connection) {
        registry = connection.newRegistryClient();
        deserializer = connection.newDeserializer(registry);
        consumer = new KafkaConsumer<>(connection.consumerSettings(null));
        List<TopicPartition> partitions = Stream.of(
                        Topics.ALERTS_OVERDUE, Topics.ALERTS_DUE_SOON, Topics.ALERTS_SILENT, Topics.ALERTS_INDICATORS)
                .flatMap(AlertWatch::partitionsOf)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reading = CompletableFuture.runAsync(this::read);
    }

    private static Stream<TopicPartition> partitionsOf(Topic topic) {
        return IntStream.range(0, topic.partitions(StackOptions.PARTITIONS))
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    arrived.add(new Arrived(record.topic(), record.value(), System.nanoTime()));
                    count.incrementAndGet();
                }
            }
        } catch (WakeupException e) {
            // The watch is over.
        }
    }

    /** Waits until so many have come since they were last taken, or a time has passed; returns how many have. */
    int await(int alerts, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (count.get() < alerts && System.nanoTime() < deadline) {
            if (reading.isDone()) {
                reading.join();
            }
            Thread.sleep(20);
        }
        return count.get();
    }

    /** What has come since the last call. They are decoded only here, so that the measurement pays nothing for it. */
    List<Seen> take() {
        int taken = count.getAndSet(0);
        return IntStream.range(0, taken)
                .mapToObj(number -> arrived.remove())
                .map(each -> new Seen((TaskAlert) deserializer.deserialize(each.topic(), each.value()), each.atNanos()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        consumer.wakeup();
        reading.join();
        consumer.close();
        deserializer.close();
        registry.close();
    }
}
