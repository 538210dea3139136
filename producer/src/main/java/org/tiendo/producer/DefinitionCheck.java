package org.tiendo.producer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.v1.ProgressReport;

/**
 * Refuses on the spot what the pipeline would refuse by a task's definition. Definitions change, so nothing is refused by
 * what was read before: a report that does not fit is judged once more by what is published at that moment. Where that
 * cannot be read in time the report goes out, and the pipeline judges it.
 */
final class DefinitionCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionCheck.class);

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

    private final Supplier<PublishedDefinitions> reader;
    private final Duration patience;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "tiendo-read-definitions");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<PublishedDefinitions> newest;
    private OptionalLong givenUpAtNanos = OptionalLong.empty();

    /** @param reader reads everything that is published now, to the topics' end */
    DefinitionCheck(Supplier<PublishedDefinitions> reader, Duration patience) {
        this.reader = reader;
        this.patience = patience;
        this.newest = read();
    }

    private CompletableFuture<PublishedDefinitions> read() {
        return CompletableFuture.supplyAsync(reader, reading);
    }

    /** The first reason to refuse a report by what is published now; empty where there is none, or nothing can be read. */
    Optional<RefusalCode> check(ProgressReport report, Instant now) {
        if (isGivenUp()) {
            return Optional.empty();
        }
        PublishedDefinitions known = await(present());
        if (known == null || known.check(report, now).isEmpty()) {
            return Optional.empty();
        }
        PublishedDefinitions fresh = await(refreshed());
        return fresh == null ? Optional.empty() : fresh.check(report, now);
    }

    /** What could not be read in time holds up one report, not each that follows. */
    private synchronized boolean isGivenUp() {
        return givenUpAtNanos.isPresent() && System.nanoTime() - givenUpAtNanos.getAsLong() < AGAIN_AFTER.toNanos();
    }

    /** What was read last; what could not be read is tried again. */
    private synchronized CompletableFuture<PublishedDefinitions> present() {
        if (newest.isCompletedExceptionally()) {
            newest = read();
        }
        return newest;
    }

    /** A reading that begins after this call. */
    private synchronized CompletableFuture<PublishedDefinitions> refreshed() {
        newest = read();
        return newest;
    }

    private @Nullable PublishedDefinitions await(CompletableFuture<PublishedDefinitions> read) {
        try {
            PublishedDefinitions found = read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            giveUp(OptionalLong.empty());
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("What is published cannot be read in time; the pipeline will judge reports", e);
            giveUp(OptionalLong.of(System.nanoTime()));
            return null;
        }
    }

    private synchronized void giveUp(OptionalLong atNanos) {
        givenUpAtNanos = atNanos;
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
