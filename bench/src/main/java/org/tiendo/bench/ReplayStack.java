package org.tiendo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topics;
import org.tiendo.embedded.EmbeddedStack;
import org.tiendo.embedded.StackOptions;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.streams.app.AppConfig;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.tiendo.streams.app.TiendoApp;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** An embedded stack of its own whose business clock stands still until the measurement sends a tick. */
final class ReplayStack implements AutoCloseable {
    /** Kafka's metrics cover between one and two of these, not the usual half minute: a burst has its own figures. */
    static final Duration METRICS_WINDOW = Duration.ofSeconds(10);

    /** How long after its instant the app's own clock ticks. */
    private static final Duration TICK_DELAY = Duration.ofSeconds(2);

    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;
    private final EmbeddedStack stack;
    private final TiendoApp app;
    private final ContractProducer producer;
    private final SetTime time;

    private ReplayStack(Path directory, EmbeddedStack stack, Connection connection, TiendoApp app, Instant begin) {
        this.directory = directory;
        this.stack = stack;
        this.app = app;
        this.producer = new ContractProducer(connection);
        this.time = new SetTime(begin);
    }

    /** Starts everything on a new directory, at a time in the past. */
    static ReplayStack start(Instant begin) throws IOException {
        Path directory = Files.createTempDirectory("tiendo-bench-");
        EmbeddedStack stack = EmbeddedStack.start(StackOptions.on(directory).withAnyTimestamp());
        try {
            new TopicSetup(stack.connection(), StackOptions.PARTITIONS, (short) 1).createAndCheck();
            new SchemaSetup(stack.connection(), Duration.ofSeconds(30)).register();
            TiendoApp app = TiendoApp.start(configOf(stack));
            return new ReplayStack(directory, stack, stack.connection(), app, begin);
        } catch (RuntimeException e) {
            stack.close();
            Directories.delete(directory);
            throw e;
        }
    }

    /** The demo's settings, but for the metrics. */
    private static AppConfig configOf(EmbeddedStack stack) {
        PipelineConfig pipeline = new PipelineConfig(
                "tiendo",
                "embedded",
                stack.streamsDirectory(),
                StackOptions.PARTITIONS,
                1,
                THREADS,
                PipelineConfig.SETTLE_EVERY,
                PipelineConfig.COMMIT_EVERY);
        Map<String, String> metrics =
                Map.of(CommonClientConfigs.METRICS_SAMPLE_WINDOW_MS_CONFIG, String.valueOf(METRICS_WINDOW.toMillis()));
        return new AppConfig(
                new Connection(stack.bootstrapServers(), stack.registryUrl(), metrics),
                pipeline,
                new HttpConfig("127.0.0.1", 0, null),
                AppConfig.Clock.REPLAY);
    }

    /** Publishes units and tasks, and waits until every occurrence is counted. */
    void publish(ManyDeadlines deadlines) throws IOException, InterruptedException {
        BulkSender sender = new BulkSender(producer);
        for (Unit unit : ManyDeadlines.units()) {
            sender.send(unit.getUnitId(), Topics.UNITS, time.instant(), unit.getUnitId(), unit);
        }
        for (TaskDefinition task : deadlines.tasks()) {
            sender.send(task.getTaskId(), Topics.TASKS, time.instant(), task.getTaskId(), task);
        }
        sender.flush();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (api().total(ManyDeadlines.ROOT, "tasks") < deadlines.occurrences()) {
            pauseUntil(deadline, "the tasks are not all counted");
        }
    }

    /** A day begins: one tick to every partition, as the app's own clock sends it. */
    void tick(LocalDate day) {
        Instant midnight = BusinessTime.startOf(day);
        time.set(midnight.plus(TICK_DELAY));
        BulkSender sender = new BulkSender(producer);
        sender.sendToEveryPartition("tick", Topics.CLOCK, time.instant(), new ClockTick(midnight));
        sender.flush();
    }

    /** Waits until every answer is complete up to a day's first instant, and so nothing is left to fire. */
    void awaitThrough(LocalDate day) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (app.dataThrough()
                .filter(at -> !at.isBefore(BusinessTime.startOf(day)))
                .isEmpty()) {
            pauseUntil(deadline, "the pipeline has not come to " + day);
        }
    }

    private static void pauseUntil(long deadline, String problem) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new OperationFailedException(problem + " after " + PATIENCE.toMinutes() + " minutes");
        }
        Thread.sleep(100);
    }

    Connection connection() {
        return stack.connection();
    }

    ApiReads api() {
        return new ApiReads("http://127.0.0.1:" + app.port());
    }

    SetTime time() {
        return time;
    }

    @Override
    public void close() throws IOException {
        try (stack;
                app;
                producer) {
            // Closed in reverse order; nothing else is to be done.
        } finally {
            Directories.delete(directory);
        }
    }
}
