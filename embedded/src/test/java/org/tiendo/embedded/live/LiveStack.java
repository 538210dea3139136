package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsException;
import org.tiendo.contract.Topics;
import org.tiendo.embedded.StackOptions;
import org.tiendo.embedded.broker.EmbeddedBroker;
import org.tiendo.embedded.registry.EmbeddedRegistry;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.replay.Replay;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.streams.app.AppConfig;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.tiendo.streams.app.TiendoApp;

/** Broker, registry and app on free ports and a directory of their own, each of which can be stopped and come back. */
final class LiveStack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String APPLICATION = "tiendo";

    private final Path directory;
    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private final ContractProducer producer;
    private TiendoApp app;

    private LiveStack(Path directory) {
        this.directory = directory;
        startBroker();
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        new TopicSetup(connection(), StackOptions.PARTITIONS, (short) 1).createAndCheck();
        new SchemaSetup(connection(), PATIENCE).register();
        producer = new ContractProducer(connection());
    }

    /** Starts everything, and waits until the API is ready. */
    static LiveStack start(String name) {
        LiveStack stack = startWithoutApp(name);
        stack.startApp();
        return stack;
    }

    /** Starts broker and registry only. */
    static LiveStack startWithoutApp(String name) {
        return new LiveStack(newDirectory(name));
    }

    /** An empty directory among the build's output. */
    static Path newDirectory(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "live")), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startApp() {
        startApp(APPLICATION);
    }

    /** Starts the app under an application id; a fresh one reads everything from the beginning. */
    void startApp(String applicationId) {
        PipelineConfig pipeline = new PipelineConfig(
                applicationId,
                "live",
                stateDirectory(),
                StackOptions.PARTITIONS,
                1,
                2,
                PipelineConfig.SETTLE_EVERY,
                PipelineConfig.COMMIT_EVERY);
        AppConfig config =
                new AppConfig(connection(), pipeline, new HttpConfig("127.0.0.1", 0, null), AppConfig.Clock.REPLAY);
        // On a busy machine the threads of the app before may still hold its stores for a moment after it was closed.
        app = await().atMost(PATIENCE)
                .ignoreException(StreamsException.class)
                .until(() -> TiendoApp.start(config), started -> true);
        await().atMost(PATIENCE).until(() -> api().status("/health/ready") == 200);
    }

    void stopApp() {
        app.close();
    }

    void deleteState() {
        delete(stateDirectory());
    }

    void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), true, System.err::println);
    }

    void stopBroker() {
        broker.close();
    }

    void stopRegistry() {
        registry.close();
    }

    void startRegistry() {
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
    }

    Api api() {
        return new Api("http://127.0.0.1:" + app.port());
    }

    Connection connection() {
        return new Connection(broker.bootstrapServers(), registry.url());
    }

    ContractProducer producer() {
        return producer;
    }

    /** Publishes lines as {@code tiendo replay} does. */
    void replay(List<String> lines) {
        byte[] file = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(Replay.run(new ByteArrayInputStream(file), producer).lines())
                    .isEqualTo(lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the pipeline has read and committed every input record. */
    void awaitConsumed() {
        try (Admin admin = Admin.create(connection().adminSettings())) {
            Map<TopicPartition, OffsetSpec> inputs = Topics.INPUTS.stream()
                    .flatMap(topic -> IntStream.range(0, topic.partitions(StackOptions.PARTITIONS))
                            .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(inputs).all().get();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(APPLICATION)
                        .partitionsToOffsetAndMetadata()
                        .get();
                return ends.entrySet().stream()
                        .filter(end -> end.getValue().offset() > 0)
                        .allMatch(end -> done.get(end.getKey()) != null
                                && done.get(end.getKey()).offset()
                                        >= end.getValue().offset());
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the totals count as many reports as were sent. */
    void awaitReceived(long reports) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api().get("/api/v1/accounting").path("received").asLong() == reports);
    }

    @Override
    public void close() {
        producer.close();
        if (app != null) {
            app.close();
        }
        broker.close();
        registry.close();
        delete(directory);
    }

    private Path stateDirectory() {
        return directory.resolve("streams");
    }

    static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a field that tells figures apart: 60.00 and 60 are the same. */
    static String text(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isNull() ? "null" : value.asText();
    }
}
