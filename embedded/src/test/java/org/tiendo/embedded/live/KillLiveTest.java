package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.RunningStack;
import org.tiendo.producer.replay.Replay;

/** The whole demo is killed while reports flow, and started again on what it left behind. */
class KillLiveTest {
    /** A broker that was killed looks through all its logs first, which takes long where much else runs. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private final Path directory = LiveStack.newDirectory("kill");

    private final DisturbedRun run = new DisturbedRun();
    private final ReportStream stream = new ReportStream();
    private Process demo;

    @AfterEach
    void stop() throws InterruptedException {
        demo.destroyForcibly().waitFor();
    }

    @Test
    void killingTheDemoLosesAndDoublesNothing() throws Exception {
        // Given
        RunningStack stack = start();
        publish(stack, stream.setUp());
        for (int kill = 0; kill < 2; kill++) {
            publish(stack, stream.reports(500));
            // When
            demo.destroyForcibly().waitFor();
            stack = start();
            publish(stack, stream.reports(100));
        }
        publish(stack, List.of(stream.tick("2025-03-20T02:00:00Z")));
        // Then
        Api api = new Api(stack.http());
        await().atMost(LiveStack.PATIENCE)
                .until(() -> api.get("/api/v1/accounting").path("received").asLong() == run.reports());
        run.verify(api);
        demo.destroyForcibly().waitFor();
        // After a failure it stays, to be looked at.
        LiveStack.delete(directory);
    }

    /** Everything published is acknowledged when this returns, so all of it must be counted. */
    private void publish(RunningStack stack, List<String> lines) throws IOException {
        byte[] file = String.join("\n", run.sent(lines)).getBytes(StandardCharsets.UTF_8);
        try (ContractProducer producer = new ContractProducer(new Connection(stack.bootstrap(), stack.registry()));
                InputStream in = new ByteArrayInputStream(file)) {
            assertThat(Replay.run(in, producer).lines()).isEqualTo(lines.size());
        }
    }

    private RunningStack start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.tiendo.embedded.Main",
                "demo",
                "--empty",
                "--clock",
                "replay",
                "--port",
                String.valueOf(freePort()),
                "--data",
                directory.resolve("data").toString()));
        demo = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("demo.log").toFile()))
                .start();
        await().atMost(START_PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertThat(demo.isAlive()).isTrue();
            return RunningStack.find(directory.resolve("data"))
                    .filter(found -> isReady(found))
                    .isPresent();
        });
        Optional<RunningStack> found = RunningStack.find(directory.resolve("data"));
        return found.orElseThrow();
    }

    private static boolean isReady(RunningStack stack) {
        try {
            return new Api(stack.http()).status("/health/ready") == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
