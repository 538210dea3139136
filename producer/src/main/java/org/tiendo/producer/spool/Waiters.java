package org.tiendo.producer.spool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.producer.SendResult;

/**
 * Callers who wait for what becomes of their reports: until the outlet has answered, at most as long as their patience
 * lasts. Then the answer is that the report is spooled, for it is safe all the same.
 */
final class Waiters implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Waiters.class);

    private record Waiter(long untilNanos, String reportId, CompletableFuture<SendResult> result) {
        void spooled(String reason) {
            result.complete(new SendResult.Spooled(reportId, reason));
        }
    }

    private final Duration patience;
    private final Map<Long, Waiter> bySequence = new LinkedHashMap<>();
    private boolean closed;

    Waiters(Duration patience) {
        this.patience = patience;
    }

    synchronized void add(long sequence, String reportId, CompletableFuture<SendResult> result) {
        bySequence.put(sequence, new Waiter(System.nanoTime() + patience.toNanos(), reportId, result));
        notifyAll();
    }

    /** Answers whoever waits for a report, if anybody still does. */
    void answer(long sequence, SendResult result) {
        Waiter waiter = remove(sequence);
        if (waiter != null) {
            waiter.result().complete(result);
        }
    }

    private synchronized @Nullable Waiter remove(long sequence) {
        return bySequence.remove(sequence);
    }

    @Override
    public void run() {
        try {
            for (Waiter impatient = nextImpatient(); impatient != null; impatient = nextImpatient()) {
                impatient.spooled("No acknowledgement within " + patience.toMillis() + " ms; it will be sent");
            }
        } catch (InterruptedException e) {
            LOG.warn("The thread that answers for slow deliveries was interrupted and has stopped", e);
        }
    }

    /** Waits for the first whose patience ends; all have the same, so it is the oldest. */
    private synchronized @Nullable Waiter nextImpatient() throws InterruptedException {
        while (!closed) {
            if (bySequence.isEmpty()) {
                wait();
                continue;
            }
            Map.Entry<Long, Waiter> oldest = bySequence.entrySet().iterator().next();
            long nanosLeft = oldest.getValue().untilNanos() - System.nanoTime();
            if (nanosLeft <= 0) {
                bySequence.remove(oldest.getKey());
                return oldest.getValue();
            }
            wait(nanosLeft / 1_000_000 + 1);
        }
        return null;
    }

    /** Answers all who still wait. */
    void close(String reason) {
        Map<Long, Waiter> left;
        synchronized (this) {
            closed = true;
            left = new LinkedHashMap<>(bySequence);
            bySequence.clear();
            notifyAll();
        }
        left.values().forEach(waiter -> waiter.spooled(reason));
    }
}
