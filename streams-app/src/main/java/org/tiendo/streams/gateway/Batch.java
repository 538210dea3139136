package org.tiendo.streams.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The items of one request on their way. Each that can be read holds a place from the beginning to its own end, even where
 * the request has given up on it before: places are what bounds memory.
 */
final class Batch {
    private final AtomicReferenceArray<Incoming> items;
    private final Semaphore places;
    private final AtomicReferenceArray<@Nullable Outcome> outcomes;
    private final AtomicInteger open;
    private final int readable;
    private final CompletableFuture<Void> all = new CompletableFuture<>();

    Batch(List<Incoming> items, Semaphore places) {
        this.items = new AtomicReferenceArray<>(items.toArray(Incoming[]::new));
        this.places = places;
        this.outcomes = new AtomicReferenceArray<>(items.size());
        int found = 0;
        for (int place = 0; place < items.size(); place++) {
            if (items.get(place) instanceof Incoming.Illegible unreadable) {
                outcomes.set(place, new Outcome.Refused(unreadable.refusal()));
            } else {
                found++;
            }
        }
        this.readable = found;
        this.open = new AtomicInteger(found);
        if (found == 0) {
            all.complete(null);
        }
    }

    /** How many places it needs. */
    int readable() {
        return readable;
    }

    /** True when nobody waits for it any more. */
    boolean isOver() {
        return all.isDone();
    }

    /** The item as it is sent. */
    void replace(int place, Incoming item) {
        items.set(place, item);
    }

    /** An item has come to its end and leaves its place; only the first end counts. */
    void settle(int place, Outcome outcome) {
        if (outcomes.compareAndSet(place, null, outcome)) {
            places.release();
            if (open.decrementAndGet() == 0) {
                all.complete(null);
            }
        }
    }

    /** Ends the items from a place on, which were never handed on. */
    void settleFrom(int first, Outcome outcome) {
        for (int place = first; place < items.length(); place++) {
            settle(place, outcome);
        }
    }

    /**
     * A result for each item when all have ended, or when the patience has.
     *
     * @param late what is said of those that have not ended by then
     */
    CompletableFuture<List<ItemResult>> within(Duration patience, Outcome late) {
        return all.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(ended -> {
                    List<ItemResult> results = new ArrayList<>(items.length());
                    for (int place = 0; place < items.length(); place++) {
                        Outcome outcome = outcomes.get(place);
                        results.add(ItemResult.of(items.get(place), outcome == null ? late : outcome));
                    }
                    return results;
                });
    }
}
