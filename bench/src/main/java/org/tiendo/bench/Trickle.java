package org.tiendo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reports on other tasks that come in steadily while alerts go out. */
final class Trickle implements AutoCloseable {
    private static final int PER_SECOND = 20;
    private static final int MOST = 30 * PER_SECOND;

    private final SteadyReports reports;
    private final AtomicBoolean over = new AtomicBoolean();
    private CompletableFuture<Latencies> running = CompletableFuture.failedFuture(new IllegalStateException("idle"));

    private Trickle(SteadyReports reports) {
        this.reports = reports;
    }

    /** Publishes what will be reported on, and waits until it is known. */
    static Trickle prepare(ReplayStack stack, String unitId) throws IOException, InterruptedException {
        SteadyReports reports =
                new SteadyReports(stack.connection(), stack.api(), stack.time(), unitId, PER_SECOND, MOST);
        reports.prepare();
        return new Trickle(reports);
    }

    void start() {
        running = CompletableFuture.supplyAsync(this::run);
    }

    private Latencies run() {
        try {
            return reports.run(over::get);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it; returns how long each report took to be seen in a KPI. */
    Latencies stop() {
        over.set(true);
        return running.join();
    }

    @Override
    public void close() {
        over.set(true);
        reports.close();
    }
}
