package org.tiendo.streams.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.spool.SpoolFullException;
import org.tiendo.v1.ProgressReport;

/**
 * Takes items in and hands them on, in order, from one thread of its own: a broker that is slow, or away, holds up that
 * thread and no other. How many items may be on their way at once is bounded; a request that would be more is not taken.
 */
public final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration WARN_EVERY = Duration.ofSeconds(1);
    private static final String SEND_LATER =
            "Báo cáo có thể chưa tới nơi. Hãy gửi lại sau với cùng mã báo cáo (reportId):"
                    + " chỉ được tính một lần. / It may not have arrived. Send it again later under the same reportId: it counts once";

    private final Sender sender;
    private final Earlier earlier;
    private final int most;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Semaphore places;
    private final MomentsGiven momentsGiven = new MomentsGiven();
    private final AtomicLong warnedAtNanos;
    private final ExecutorService dispatcher;

    /**
     * An intake, open.
     *
     * @param most how many items may be on their way at once
     * @param patience how long a request waits for Kafka; then what has no answer yet has failed
     */
    public Intake(Sender sender, Earlier earlier, int most, Duration patience, LongSupplier nanoTime) {
        this.sender = sender;
        this.earlier = earlier;
        this.most = most;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.places = new Semaphore(most);
        this.warnedAtNanos = new AtomicLong(nanoTime.getAsLong() - 2 * WARN_EVERY.toNanos());
        this.dispatcher = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "tiendo-gateway");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes the items of a request.
     *
     * @param speaksFor whether the caller may report for a unit
     * @return completes with a result for each, in order; within the patience, and never exceptionally
     * @throws IntakeFullException when too many are on their way already
     */
    public CompletableFuture<List<ItemResult>> take(List<Incoming> items, Predicate<String> speaksFor) {
        Batch batch = new Batch(items, places);
        if (!places.tryAcquire(batch.readable())) {
            throw new IntakeFullException(most);
        }
        try {
            dispatcher.execute(() -> dispatch(items, batch, speaksFor));
        } catch (RejectedExecutionException e) {
            batch.settleFrom(0, new Outcome.Failed("STOPPING", SEND_LATER));
        }
        return batch.within(patience, noAnswer());
    }

    private Outcome noAnswer() {
        return new Outcome.Failed("NO_ANSWER", SEND_LATER);
    }

    private void dispatch(List<Incoming> items, Batch batch, Predicate<String> speaksFor) {
        for (int place = 0; place < items.size(); place++) {
            if (batch.isOver()) {
                batch.settleFrom(place, noAnswer());
                return;
            }
            if (items.get(place) instanceof Incoming.Legible readable) {
                hand(readable, batch, speaksFor);
            }
        }
    }

    private void hand(Incoming.Legible item, Batch batch, Predicate<String> speaksFor) {
        try {
            // Before anything is looked up: a caller learns nothing of reports that are not theirs to make.
            if (!speaksFor.test(item.report().getUnitId())) {
                batch.settle(item.index(), new Outcome.Refused(ItemRefusal.of(RefusalCode.UNAUTHORISED_UNIT)));
                return;
            }
            ProgressReport report = momentsGiven.stamp(item, earlier);
            batch.replace(item.index(), new Incoming.Legible(item.index(), item.line(), report, item.stampedHere()));
            Optional<Outcome> atOnce = judge(report);
            if (atOnce.isPresent()) {
                batch.settle(item.index(), atOnce.get());
                return;
            }
            var unused = sender.send(report)
                    .whenComplete((result, failure) -> batch.settle(
                            item.index(), failure == null ? outcomeOf(result) : unexpected(item, failure)));
        } catch (RuntimeException e) {
            batch.settle(item.index(), unexpected(item, e));
        }
    }

    /** What needs no Kafka to be said. */
    private Optional<Outcome> judge(ProgressReport report) {
        return earlier.accepted(report.getTaskId(), report.getReportId())
                .map(before -> before.equals(report)
                        ? new Outcome.Duplicate()
                        : new Outcome.Refused(ItemRefusal.of(RefusalCode.REPORT_ID_REUSED)));
    }

    private Outcome outcomeOf(SendResult result) {
        if (result instanceof SendResult.Accepted accepted) {
            return new Outcome.Accepted(accepted.topic(), accepted.partition(), accepted.offset());
        }
        if (result instanceof SendResult.Refused refused) {
            return new Outcome.Refused(ItemRefusal.of(refused.code()));
        }
        if (result instanceof SendResult.Spooled) {
            return new Outcome.Spooled(
                    "Báo cáo đã được lưu trên máy chủ và sẽ tự gửi đi; không cần gửi lại. / It is kept on the"
                            + " server and goes out by itself; it need not be sent again");
        }
        SendResult.Failed failed = (SendResult.Failed) result;
        warn(failed);
        boolean full = failed.cause() instanceof SpoolFullException;
        return new Outcome.Failed(full ? "SPOOL_FULL" : "NOT_DELIVERED", SEND_LATER);
    }

    /** What it takes to mend it is for those who run the server: callers are not told where Kafka is. */
    private void warn(SendResult.Failed failed) {
        long now = nanoTime.getAsLong();
        long before = warnedAtNanos.get();
        if (now - before > WARN_EVERY.toNanos() && warnedAtNanos.compareAndSet(before, now)) {
            LOG.warn("Reports cannot be handed on, the newest {}: {}", failed.reportId(), failed.whatToDo());
        }
    }

    private static Outcome unexpected(Incoming.Legible item, Throwable failure) {
        LOG.error("Report {} could not be handed on", item.report().getReportId(), failure);
        return new Outcome.Failed(
                "INTERNAL", "The server failed; its log says why. Send again under the same reportId");
    }

    /** How many items are on their way now. */
    public int onTheirWay() {
        return most - places.availablePermits();
    }

    /** Takes nothing more. */
    @Override
    public void close() {
        dispatcher.shutdownNow();
    }
}
