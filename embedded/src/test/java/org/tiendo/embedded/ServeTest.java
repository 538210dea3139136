package org.tiendo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.streams.app.AppConfig;
import org.tiendo.streams.app.AppConfig.Clock;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.tiendo.streams.app.ServeCommand;
import org.tiendo.streams.app.ServeMain;
import org.tiendo.streams.app.TiendoApp;
import org.tiendo.streams.contract.InternalTopics;

/** The command that containers run: how it starts, and how it ends. */
class ServeTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    static Path directory;

    private static EmbeddedStack stack;

    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        stack = EmbeddedStack.start(StackOptions.on(directory.resolve("stack")));
        new TopicSetup(stack.connection(), StackOptions.PARTITIONS, (short) 1).createAndCheck();
        new SchemaSetup(stack.connection(), SOON).register();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aSignalStopsItWithinTenSeconds() throws Exception {
        // Given
        int port = LoopbackPorts.free(1).get(0);
        Process process = process(settings("signal", port));
        try {
            await().atMost(SOON).ignoreExceptions().until(() -> new ApiCalls(port).isReady());
            // When
            process.destroy();
            // Then
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(output()).contains("\"formattedMessage\":\"Stopping\"").doesNotContain("was ended");
        assertThat(output().lines()).allSatisfy(line -> assertThat(line).startsWith("{"));
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipelineThatStopsForGoodIsUnreadyAndEndsTheCommandWithOne() throws Exception {
        // Given
        List<Integer> ports = LoopbackPorts.free(2);
        ApiCalls calls = new ApiCalls(ports.get(0));
        CompletableFuture<Integer> command =
                CompletableFuture.supplyAsync(() -> serve(settings("command", ports.get(1))));
        try (TiendoApp app = TiendoApp.start(config("app", ports.get(0)))) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> calls.isReady() && new ApiCalls(ports.get(1)).isReady());
            // When
            poison("app");
            poison("command");
            // Then
            String reason = app.awaitFailure();
            assertThat(calls.status("/health/ready")).isEqualTo(503);
            assertThat(calls.get("/health/ready").path("reasons").toString())
                    .contains("the pipeline has stopped for good", reason.substring(0, reason.indexOf(':')));
            assertThat(command.get()).isEqualTo(1);
        }
        assertThat(err.toString().lines()).last().asString().contains("the pipeline has stopped: ");
    }

    @Test
    void aTakenPortEndsItWithOneAndTheReason() throws Exception {
        // Given
        try (ServerSocket taken =
                new ServerSocket(0, 1, LoopbackPorts.address(0).getAddress())) {
            // When
            int exitCode = serve(settings("port", taken.getLocalPort()));
            // Then
            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains(":" + taken.getLocalPort(), "the port is taken");
        }
    }

    private int serve(Map<String, String> settings) {
        return ServeCommand.commandLine(settings)
                .setErr(new PrintWriter(err, true))
                .execute("--setup");
    }

    private Process process(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServeMain.class.getName(),
                        "--setup")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().putAll(settings);
        builder.environment().put("TIENDO_LOG", "json");
        return builder.start();
    }

    private static String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }

    private static Map<String, String> settings(String applicationId, int port) {
        return Map.of(
                "TIENDO_BOOTSTRAP", stack.bootstrapServers(),
                "TIENDO_REGISTRY", stack.registryUrl(),
                "TIENDO_APPLICATION_ID", applicationId,
                "TIENDO_STATE_DIR", directory.resolve(applicationId).toString(),
                "TIENDO_PARTITIONS", String.valueOf(StackOptions.PARTITIONS),
                "TIENDO_REPLICATION_FACTOR", "1",
                "TIENDO_HTTP_PORT", String.valueOf(port));
    }

    private static AppConfig config(String applicationId, int port) {
        PipelineConfig pipeline = new PipelineConfig(
                applicationId,
                null,
                directory.resolve(applicationId),
                StackOptions.PARTITIONS,
                1,
                1,
                PipelineConfig.SETTLE_EVERY,
                PipelineConfig.COMMIT_EVERY);
        return new AppConfig(stack.connection(), pipeline, new HttpConfig(LoopbackPorts.HOST, port, null), Clock.LIVE);
    }

    /** What only another program, or a fault of Tiendo's, could put between two stages. */
    private static void poison(String applicationId) throws Exception {
        String topic = applicationId + "-" + InternalTopics.CONTRIBUTIONS_BY_UNIT + "-repartition";
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(stack.connection().producerSettings())) {
            producer.send(new ProducerRecord<>(topic, "unit", new byte[] {1, 2, 3}))
                    .get();
        }
    }
}
