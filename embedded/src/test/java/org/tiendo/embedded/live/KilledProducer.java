package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.spool.SpoolInUseException;
import org.tiendo.producer.spool.SpoolInspection;

/** Runs {@link SpoolingChild} again and again on one spool, kills it each time, and remembers what it said. */
final class KilledProducer {
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final int LONGEST_REPORTING_MILLIS = 1_000;
    private static final int SHORTEST_START_MILLIS = 200;
    private static final int LONGEST_START_MILLIS = 1_500;

    private final Path directory;
    private final Connection connection;
    private final SplittableRandom random;
    private final Set<String> sent = new HashSet<>();
    private final Set<String> promised = new HashSet<>();
    private int runs;

    KilledProducer(Path directory, Connection connection, long seed) {
        this.directory = directory;
        this.connection = connection;
        this.random = new SplittableRandom(seed);
    }

    Path spool() {
        return directory.resolve("spool");
    }

    /** What it began to send. */
    Set<String> sent() {
        return sent;
    }

    /** What it was told is safe. */
    Set<String> promised() {
        return promised;
    }

    /**
     * Every third run finds no Kafka, so that reports pile up; every fourth is killed while it starts, in the midst of
     * looking through what the last one left; the others while they report.
     */
    void runAndKill() throws IOException, InterruptedException {
        int run = runs++;
        Path said = directory.resolve("said-" + run);
        Process child = start(run % 3 == 2 ? "127.0.0.1:1" : connection.bootstrapServers(), run, said);
        try {
            if (run % 4 == 3) {
                Thread.sleep(random.nextInt(SHORTEST_START_MILLIS, LONGEST_START_MILLIS));
            } else {
                await().atMost(START_PATIENCE)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> {
                            assertThat(child.isAlive())
                                    .as("run %d: %s", run, said)
                                    .isTrue();
                            return Files.readString(said).contains(SpoolingChild.PROMISED);
                        });
                Thread.sleep(random.nextInt(LONGEST_REPORTING_MILLIS));
            }
            assertThat(child.isAlive()).as("run %d: %s", run, said).isTrue();
            if (run == 0) {
                assertHasTheSpool(child);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        read(Files.readString(said));
    }

    private void assertHasTheSpool(Process child) throws IOException {
        assertThat(SpoolInspection.of(spool()).takenBy()).startsWith("process " + child.pid());
        assertThatThrownBy(() -> ProgressReporter.builder().spool(spool()).build())
                .isInstanceOf(SpoolInUseException.class)
                .hasMessageContaining("is being used by process " + child.pid());
    }

    private Process start(String bootstrap, int run, Path said) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolingChild.class.getName(),
                bootstrap,
                connection.registryUrl(),
                spool().toString(),
                String.valueOf(run));
        return new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("child.log").toFile()))
                .start();
    }

    /** The last line may be cut off. */
    private void read(String said) {
        for (String line : said.substring(0, said.lastIndexOf('\n') + 1).lines().toList()) {
            if (line.startsWith(SpoolingChild.SENDING)) {
                sent.add(line.substring(SpoolingChild.SENDING.length()));
            } else if (line.startsWith(SpoolingChild.PROMISED)) {
                promised.add(line.substring(SpoolingChild.PROMISED.length()));
            } else if (line.startsWith("not taken")) {
                throw new AssertionError(line);
            }
        }
    }
}
