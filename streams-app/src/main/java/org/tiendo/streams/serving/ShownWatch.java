package org.tiendo.streams.serving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.streams.gateway.ItemResult;
import org.tiendo.streams.gateway.Outcome;
import org.tiendo.v1.ProgressReport;

/**
 * Looks again and again whether reports show, for requests that wait for it. One thread looks for all of them, so waiting
 * costs no request thread, and however many wait, queries go on.
 */
final class ShownWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShownWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int MOST_WAITING = 200;

    private final Trail trail;
    private final InstantSource time;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tiendo-gateway-watch");
        thread.setDaemon(true);
        return thread;
    });

    ShownWatch(Trail trail, InstantSource time) {
        this.trail = trail;
        this.time = time;
    }

    /** A request that waits, from the moment it comes until it is answered. */
    final class Place implements AutoCloseable {
        private Place() {}

        /** Completes when every report's fate is known, or the wait is over; never exceptionally. */
        CompletableFuture<List<Followed>> follow(List<ItemResult> results, Duration wait) {
            Look look = new Look(results, time.instant(), System.nanoTime() + wait.toNanos());
            look.goOn();
            return look.answer;
        }

        @Override
        public void close() {
            waiting.release();
        }
    }

    /** @throws Problem 429 when too many requests wait already */
    Place take() {
        if (!waiting.tryAcquire()) {
            throw Problem.of(
                    429,
                    "BUSY",
                    "Too many requests",
                    MOST_WAITING + " requests wait already; send again in a moment, or without wait");
        }
        return new Place();
    }

    private final class Look implements Runnable {
        private final List<Followed> items = new ArrayList<>();
        private final Map<Integer, Trail.Track> tracks = new HashMap<>();
        private final Instant began;
        private final long untilNanos;
        private final CompletableFuture<List<Followed>> answer = new CompletableFuture<>();

        Look(List<ItemResult> results, Instant began, long untilNanos) {
            this.began = began;
            this.untilNanos = untilNanos;
            results.forEach(result -> items.add(first(result)));
        }

        private static Followed first(ItemResult result) {
            Outcome outcome = result.outcome();
            if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Duplicate) {
                return new Followed(result, new Standing.OnItsWay());
            }
            return outcome instanceof Outcome.Spooled
                    ? new Followed(result, new Standing.NotToBeSeen(Standing.Reason.SPOOLED))
                    : Followed.unasked(result);
        }

        @Override
        public void run() {
            boolean late = System.nanoTime() - untilNanos >= 0;
            try {
                items.replaceAll(item -> item.isOpen() ? look(item) : item);
            } catch (NotReady | InvalidStateStoreException e) {
                LOG.debug("The stores cannot say yet how far reports have come: {}", e.toString());
            } catch (RuntimeException e) {
                LOG.error("Reports could not be followed", e);
                late = true;
            }
            if (late || items.stream().noneMatch(Followed::isOpen)) {
                items.replaceAll(Look::inTheEnd);
                answer.complete(List.copyOf(items));
            } else {
                goOn();
            }
        }

        void goOn() {
            try {
                var unused = looker.schedule(this, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                items.replaceAll(Look::inTheEnd);
                answer.complete(List.copyOf(items));
            }
        }

        private Followed look(Followed item) {
            ProgressReport report = item.result().report();
            if (report == null) {
                return item;
            }
            Trail.Track track = tracks.computeIfAbsent(
                    item.result().index(),
                    index -> trail.follow(sent(report, item.result().outcome())));
            return Followed.of(item.result(), track.look());
        }

        /** A duplicate was not sent; what shows is the one before it, wherever that lies. */
        private Trail.Sent sent(ProgressReport report, Outcome outcome) {
            return outcome instanceof Outcome.Accepted accepted
                    ? new Trail.Sent(report, accepted.topic(), accepted.partition(), accepted.offset(), began)
                    : new Trail.Sent(report, "", -1, -1, began);
        }

        private static Followed inTheEnd(Followed item) {
            return item.isOpen()
                    ? new Followed(item.result(), new Standing.NotToBeSeen(Standing.Reason.NOT_IN_TIME))
                    : item;
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
