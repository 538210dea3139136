package org.tiendo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.tiendo.embedded.DemoPipeline;
import org.tiendo.embedded.EmbeddedStack;
import org.tiendo.embedded.StackOptions;
import org.tiendo.embedded.StreamsPipeline;
import org.tiendo.producer.Connection;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a report takes from the producer's call to the KPI that an HTTP client reads. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "Measures report to visible KPI on an embedded stack of its own, at a steady rate.")
final class LatencyCommand implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "100", description = "Reports per second. Default: ${DEFAULT-VALUE}")
    int perSecond;

    @Option(names = "--seconds", defaultValue = "30", description = "Length of a round. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Counted rounds, after one that warms up. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("tiendo-bench-");
        try (EmbeddedStack stack = EmbeddedStack.start(StackOptions.on(directory))) {
            new TopicSetup(stack.connection(), StackOptions.PARTITIONS, (short) 1).createAndCheck();
            new SchemaSetup(stack.connection(), Duration.ofSeconds(30)).register();
            try (DemoPipeline.Running app = new StreamsPipeline(InstantSource.system()).start(stack, 0, false)) {
                app.startClock();
                while (!app.hasCaughtUp()) {
                    Thread.sleep(100);
                }
                measure(stack.connection(), new ApiReads(app.url()));
            }
        } finally {
            Directories.delete(directory);
        }
        return 0;
    }

    private void measure(Connection connection, ApiReads api) throws IOException, InterruptedException {
        System.out.printf("report to visible KPI, %d reports/s for %d s a round%n", perSecond, seconds);
        System.out.println("round     reports    p50 ms    p99 ms  p99.9 ms    max ms");
        for (int number = 0; number <= rounds; number++) {
            Latencies latencies = round(connection, api, number);
            System.out.printf(
                    "%-8s %8d  %8.1f  %8.1f  %8.1f  %8.1f%n",
                    number == 0 ? "warm-up" : String.valueOf(number),
                    latencies.count(),
                    millis(latencies.percentile(50)),
                    millis(latencies.percentile(99)),
                    millis(latencies.percentile(99.9)),
                    millis(latencies.percentile(100)));
        }
    }

    private Latencies round(Connection connection, ApiReads api, int number) throws IOException, InterruptedException {
        String unitId = "bench.unit-" + number;
        try (SteadyReports reports =
                new SteadyReports(connection, api, InstantSource.system(), unitId, perSecond, perSecond * seconds)) {
            reports.prepare();
            return reports.run(() -> false);
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
