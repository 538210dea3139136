package org.tiendo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.tiendo.contract.Topics;
import org.tiendo.embedded.EmbeddedStack;
import org.tiendo.embedded.StackOptions;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast reports go into a spool while Kafka is away, and out of it when it is back. */
@Command(
        name = "spool",
        mixinStandardHelpOptions = true,
        description = "Measures the offline spool: a process with a heap of 256 MB fills it without Kafka, another"
                + " drains it into an embedded broker.")
final class SpoolCommand implements Callable<Integer> {
    private static final String NOWHERE = "127.0.0.1:1";

    @Option(names = "--reports", defaultValue = "100000", description = "Reports a round. Default: ${DEFAULT-VALUE}")
    int reports;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("tiendo-bench-");
        try (EmbeddedStack stack = EmbeddedStack.start(StackOptions.on(directory.resolve("stack")))) {
            new TopicSetup(stack.connection(), StackOptions.PARTITIONS, (short) 1).createAndCheck();
            new SchemaSetup(stack.connection(), Duration.ofSeconds(30)).register();
            System.out.printf("%d reports a round, each process with -Xmx256m%n", reports);
            System.out.println("round    filled/s  live heap MiB  on disk MiB   drained/s  live heap MiB");
            for (int round = 1; round <= rounds; round++) {
                measure(stack.connection(), directory.resolve("spool-" + round), round);
            }
        } finally {
            Directories.delete(directory);
        }
        return 0;
    }

    private void measure(Connection connection, Path spool, int round) throws IOException, InterruptedException {
        long before = arrived(connection);
        String[] filled = run(SpoolChild.FILL, NOWHERE, connection, spool);
        String[] drained = run(SpoolChild.DRAIN, connection.bootstrapServers(), connection, spool);
        long arrived = arrived(connection) - before;
        if (arrived != reports) {
            throw new OperationFailedException(arrived + " records arrived, not " + reports);
        }
        System.out.printf(
                "%-5d %11.0f %14s %12s %11.0f %14s%n",
                round,
                reports / Double.parseDouble(filled[0]),
                filled[1],
                filled[2],
                reports / Double.parseDouble(drained[0]),
                drained[1]);
    }

    private String[] run(String what, String bootstrap, Connection connection, Path spool)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolChild.class.getName(),
                        what,
                        bootstrap,
                        connection.registryUrl(),
                        spool.toString(),
                        String.valueOf(reports))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new OperationFailedException(what + " ended with exit code " + child.exitValue() + ": " + said);
        }
        List<String> lines = said.lines().toList();
        return lines.get(lines.size() - 1).split(" ");
    }

    /** Records on the topic of reports. */
    private static long arrived(Connection connection) throws InterruptedException {
        try (Admin admin = Admin.create(connection.adminSettings())) {
            return admin
                    .listOffsets(IntStream.range(0, StackOptions.PARTITIONS)
                            .mapToObj(partition -> new TopicPartition(Topics.PROGRESS.name(), partition))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new OperationFailedException("The topic's end cannot be asked for: " + e.getMessage(), e);
        }
    }
}
