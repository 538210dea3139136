package org.tiendo.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.embedded.LoopbackPorts;

class EmbeddedBrokerTest {
    private static final String TOPIC = "records";
    private static final Instant FAR_AHEAD = Instant.parse("2124-03-01T02:00:00Z");

    @TempDir
    Path directory;

    @Test
    void recordsAndAddressSurviveARestart() throws Exception {
        // Given
        String address;
        try (EmbeddedBroker broker = start(false)) {
            address = broker.bootstrapServers();
            createTopic(address);
            send(address, "before", null);
        }
        // When
        try (EmbeddedBroker broker = start(false)) {
            send(address, "after", null);
            // Then
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(recordsAt(address, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void recordsSurviveAKilledProcess() throws Exception {
        // Given
        Path output = directory.resolve("output");
        Process process = BrokerProcess.start(directory, output);
        try {
            String address = awaitAddress(process, output);
            createTopic(address);
            for (int i = 0; i < 100; i++) {
                send(address, "record " + i, null);
            }
        } finally {
            // When
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = start(false)) {
            send(broker.bootstrapServers(), "after", null);
            // Then
            assertThat(recordsAt(broker.bootstrapServers(), 101))
                    .hasSize(101)
                    .startsWith("record 0")
                    .endsWith("record 99", "after");
        }
    }

    @Test
    void aTakenPortMovesTheBrokerAndKeepsItsRecords() throws Exception {
        // Given
        String old;
        try (EmbeddedBroker broker = start(false)) {
            old = broker.bootstrapServers();
            createTopic(old);
            send(old, "before", null);
        }
        int port = Integer.parseInt(old.substring(old.indexOf(':') + 1));
        // When
        try (ServerSocket taken =
                        new ServerSocket(port, 1, LoopbackPorts.address(0).getAddress());
                EmbeddedBroker broker = start(false)) {
            // Then
            assertThat(broker.bootstrapServers()).isNotEqualTo(old).doesNotEndWith(":" + taken.getLocalPort());
            assertThat(recordsAt(broker.bootstrapServers(), 1)).containsExactly("before");
        }
    }

    @Test
    void onlyAReplayTakesRecordsFromTheFuture() throws Exception {
        // Given
        Optional<Throwable> live;
        Optional<Throwable> replay;
        try (EmbeddedBroker broker = start(false)) {
            createTopic(broker.bootstrapServers());
            // When
            live = refusal(broker.bootstrapServers(), FAR_AHEAD);
        }
        try (EmbeddedBroker broker = start(true)) {
            replay = refusal(broker.bootstrapServers(), FAR_AHEAD);
        }
        // Then
        assertThat(live).containsInstanceOf(InvalidTimestampException.class);
        assertThat(replay).isEmpty();
    }

    @Test
    void topicsAreNeverMadeByAccidentAndAFaultIsToldInsteadOfEndingTheProcess() throws Exception {
        // Given
        LinkedBlockingQueue<String> faults = new LinkedBlockingQueue<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, false, faults::add)) {
            // When
            Exit.halt(1, "the disk is gone");
            // Then
            assertThat(faults).containsExactly("the disk is gone");
            try (Admin admin = admin(broker.bootstrapServers())) {
                assertThat(admin.describeTopics(List.of("absent")).allTopicNames())
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .withCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
        }
    }

    private EmbeddedBroker start(boolean anyTimestamp) {
        return EmbeddedBroker.start(directory, anyTimestamp, fault -> {
            throw new AssertionError(fault);
        });
    }

    private static String awaitAddress(Process process, Path output) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            assertThat(process.isAlive()).as(read(output)).isTrue();
                            return read(output)
                                    .lines()
                                    .filter(line -> line.startsWith("bootstrap="))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow()
                .substring("bootstrap=".length());
    }

    private static String read(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static Admin admin(String address) {
        return Admin.create(Map.of("bootstrap.servers", address));
    }

    private static void createTopic(String address) throws Exception {
        try (Admin admin = admin(address)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(String address, String value, @Nullable Instant timestamp) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "acks", "all", "max.block.ms", "20000");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            Long millis = timestamp == null ? null : timestamp.toEpochMilli();
            producer.send(new ProducerRecord<>(TOPIC, null, millis, "key", value))
                    .get();
        }
    }

    private static Optional<Throwable> refusal(String address, Instant timestamp) throws Exception {
        try {
            send(address, "ahead", timestamp);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.ofNullable(e.getCause());
        }
    }

    private static List<String> recordsAt(String address, int atLeast) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
                return values.size() >= atLeast;
            });
        }
        return values;
    }
}
