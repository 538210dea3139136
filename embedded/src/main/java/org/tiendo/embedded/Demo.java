package org.tiendo.embedded;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.BusinessTime;
import org.tiendo.embedded.logging.LogFile;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;

/**
 * One run of the demo, from an empty directory or from what an earlier run left. What has been started is closed in
 * reverse order, whoever asks for it and however far the start has come.
 */
final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final short REPLICATION = 1;
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(30);
    private static final int CATCH_UP_POLL_MILLIS = 100;

    private final DemoOptions options;
    private final DemoHistory history;
    private final DemoPipeline pipeline;
    private final InstantSource time;
    private final Consumer<String> console;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    Demo(
            DemoOptions options,
            DemoHistory history,
            DemoPipeline pipeline,
            InstantSource time,
            Consumer<String> console) {
        this.options = options;
        this.history = history;
        this.pipeline = pipeline;
        this.time = time;
        this.console = console;
    }

    /** Starts everything and returns when the pipeline has caught up with what is published. */
    void start() throws InterruptedException {
        DataDirectory data = keep(DataDirectory.take(options.data()));
        keep(LogFile.open(data.root()));
        DemoState state = stateOf(data);
        state.write(data.root());
        console.accept("Starting broker and registry on " + data.root() + " (log: " + LogFile.NAME + ")");
        EmbeddedStack stack = keep(EmbeddedStack.start(data, stackOptions(state)));
        int created = new TopicSetup(stack.connection(), StackOptions.PARTITIONS, REPLICATION)
                .createAndCheck()
                .size();
        int schemas = new SchemaSetup(stack.connection(), REGISTRY_PATIENCE)
                .register()
                .size();
        console.accept("Topics are as they should be (" + created + " created), " + schemas + " schemas registered");
        DemoPipeline.Running app = keep(pipeline.start(stack, options.httpPort(), options.auth()));
        endWith(app);
        stack.announce(app.url());
        console.accept("The query API answers at " + app.url());
        publishHistory(state, data, stack);
        if (state.clock() == DemoClock.LIVE) {
            app.startClock();
        }
        awaitCatchUp(app);
        DemoWelcome.lines(stack, app.url(), state, options.auth()).forEach(console);
    }

    /** Waits until somebody closes it (then null) or until it cannot go on (then why). */
    @Nullable
    String awaitEnd() throws InterruptedException {
        ending.await();
        return fault.get();
    }

    @Override
    public synchronized void close() {
        ending.countDown();
        while (!running.isEmpty()) {
            AutoCloseable last = running.pop();
            try {
                last.close();
            } catch (Exception e) {
                // The others must be closed all the same; every part survives a hard end.
                LOG.error("{} did not close cleanly", last.getClass().getSimpleName(), e);
            }
        }
    }

    boolean isEnding() {
        return ending.getCount() == 0;
    }

    private synchronized <T extends AutoCloseable> T keep(T started) {
        running.push(started);
        if (isEnding()) {
            close();
            throw new IllegalStateException("stopped while starting");
        }
        return started;
    }

    private DemoState stateOf(DataDirectory data) {
        DemoState before = DemoState.read(data.root());
        if (before == null) {
            LocalDate until = options.empty() ? null : BusinessTime.dayOf(time.instant());
            return new DemoState(options.clock() == null ? DemoClock.LIVE : options.clock(), until, false);
        }
        if (options.empty() && before.historyUntil() != null) {
            console.accept("This directory holds the sample plans already; --empty begins a new one (--data DIR)");
        }
        if (!options.empty() && before.historyUntil() == null) {
            console.accept("This directory was begun with --empty and stays without the sample plans");
        }
        return options.clock() == null ? before : before.withClock(options.clock());
    }

    /** Without its pipeline the demo would answer "not ready" for ever. */
    private void endWith(DemoPipeline.Running app) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        end("the pipeline has stopped: " + app.awaitFailure());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "watch-pipeline");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void end(String reason) {
        fault.compareAndSet(null, reason + " (see " + LogFile.NAME + ")");
        ending.countDown();
    }

    private StackOptions stackOptions(DemoState state) {
        StackOptions stack = StackOptions.on(options.data())
                .onBrokerFault(reason -> end("the embedded broker has failed: " + reason));
        return state.clock() == DemoClock.REPLAY ? stack.withAnyTimestamp() : stack;
    }

    private void publishHistory(DemoState state, DataDirectory data, EmbeddedStack stack) {
        LocalDate until = state.historyUntil();
        if (until == null || !state.owesHistory()) {
            return;
        }
        console.accept("Publishing the plans and a simulated history of progress up to " + until);
        history.publish(stack.connection(), until, console);
        state.withCompleteHistory().write(data.root());
    }

    private void awaitCatchUp(DemoPipeline.Running app) throws InterruptedException {
        if (app.hasCaughtUp()) {
            return;
        }
        console.accept("The pipeline is catching up ...");
        boolean stopped = false;
        while (!stopped && !app.hasCaughtUp()) {
            stopped = ending.await(CATCH_UP_POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (!stopped) {
            console.accept("The pipeline has caught up");
        }
    }
}
