package org.tiendo.streams;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Writer;
import org.tiendo.producer.Connection;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.contract.PublicSerde;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.ingest.RegistryPatience;

/** All stages together on one partition: public records in, public records out, as other systems read them. */
final class TopologyRig implements AutoCloseable {
    private final TopologyTestDriver driver;
    private final Serializer<Object> serializer;
    private final KafkaAvroDeserializer deserializer;

    TopologyRig(Instant start, List<Writer> writers) {
        Connection connection = new Connection("unused:1", "mock://" + UUID.randomUUID());
        new SchemaSetup(connection, Duration.ofSeconds(5)).with(writers).register();
        serializer = connection.newSerializer();
        deserializer = new KafkaAvroDeserializer(connection.newRegistryClient());
        deserializer.configure(
                Map.of("schema.registry.url", connection.registryUrl(), "specific.avro.reader", true), false);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "whole-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        Pipeline pipeline = new Pipeline(
                1,
                Duration.ofMillis(100),
                connection.newRegistryClient(),
                PublicSerde.writing(connection.newSerializer()),
                AlertPolicy.USUAL,
                CalendarFile.bundled(),
                writers,
                () -> 0L);
        driver = new TopologyTestDriver(
                TiendoTopology.build(new StreamsConfig(properties), pipeline, new RegistryPatience()),
                properties,
                start);
    }

    @Override
    public void close() {
        driver.close();
    }

    void send(Topic topic, String key, SpecificRecord value, Instant at) {
        sendBytes(topic, key, serializer.serialize(topic.name(), value), at);
    }

    void sendBytes(Topic topic, String key, byte[] value, Instant at) {
        driver.createInputTopic(
                        topic.name(),
                        Serdes.ByteArray().serializer(),
                        Serdes.ByteArray().serializer())
                .pipeInput(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, at);
    }

    /** Lets the calm pass for which timers wait, and every stage settle, one after the other. */
    void settle() {
        for (int pause = 0; pause < 20; pause++) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    /** The newest value of each key, tombstones left out. */
    <T> List<T> newest(Topic topic, Class<T> type) {
        Map<String, byte[]> newest = new LinkedHashMap<>();
        driver.createOutputTopic(topic.name(), Serdes.String().deserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .forEach(each -> newest.put(each.key, each.value));
        return newest.values().stream()
                .filter(Objects::nonNull)
                .map(value -> type.cast(deserializer.deserialize(topic.name(), value)))
                .toList();
    }

    /** Every value since the last time, as its bytes. */
    List<byte[]> allBytes(Topic topic) {
        return driver.createOutputTopic(topic.name(), Serdes.String().deserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }

    /** Every value since the last time. */
    <T> List<T> all(Topic topic, Class<T> type) {
        return allBytes(topic).stream()
                .map(value -> type.cast(deserializer.deserialize(topic.name(), value)))
                .toList();
    }
}
