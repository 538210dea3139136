package org.tiendo.producer.spool;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.producer.SendResult;

/**
 * Takes reports from the files to the outlet, and remembers what has arrived. A report leaves the window only when it is
 * delivered or held aside; one that must wait keeps the later ones of its task behind it.
 */
final class Drainer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);

    private final SpoolFiles files;
    private final SpoolReader reader;
    private final Outlet outlet;
    private final Waiters waiters;
    private final InstantSource clock;
    private final Window window;
    private final Pauses pauses;
    private long readThrough;
    private volatile SpoolCondition condition;

    Drainer(SpoolFiles files, SpoolSettings settings, Outlet outlet, Waiters waiters, InstantSource clock) {
        this.files = files;
        this.reader = files.reader();
        this.outlet = outlet;
        this.waiters = waiters;
        this.clock = clock;
        this.window = new Window(settings.batchReports());
        this.pauses = new Pauses(settings);
        this.readThrough = files.delivered().readThrough();
        this.condition = new SpoolCondition(SpoolCondition.State.DRAINING, "", clock.instant());
    }

    SpoolCondition condition() {
        return condition;
    }

    /** Why a report that comes now will not go out at once; empty where nothing speaks against it. */
    Optional<String> obstacle() {
        SpoolCondition now = condition;
        return now.state() == SpoolCondition.State.DRAINING ? Optional.empty() : Optional.of(now.reason());
    }

    @Override
    public void run() {
        try {
            files.tell(condition);
            while (!files.end().isClosed()) {
                step();
            }
        } catch (InterruptedException e) {
            LOG.debug("The spool is being closed", e);
        }
    }

    private void step() throws InterruptedException {
        DurableEnd.Place seen = files.end().place();
        Delivery.@Nullable Later obstacle;
        try {
            topUp();
            if (window.isEmpty()) {
                files.end().awaitOtherThan(seen);
                return;
            }
            obstacle = deliver(window.batch());
        } catch (IOException e) {
            LOG.error("The spool cannot be read", e);
            obstacle = new Delivery.Later(
                    Delivery.Pace.SLOWLY, "The spool's files cannot be read: " + e.getMessage() + ". Check the disk");
        }
        if (obstacle != null) {
            files.end().pause(pauses.next(obstacle.pace()));
        }
    }

    private void topUp() throws IOException {
        while (window.freeReports() > 0 && window.freeBytes() > 0) {
            List<Frame> frames = reader.next(window.freeReports(), window.freeBytes());
            if (frames.isEmpty()) {
                return;
            }
            for (Frame frame : frames) {
                take(frame);
            }
        }
    }

    private void take(Frame frame) throws IOException {
        boolean done = files.delivered().isDone(frame.sequence());
        readThrough = Math.max(readThrough, frame.sequence());
        if (done) {
            return;
        }
        try {
            window.add(
                    new SpooledReport(frame.sequence(), files.codec().decode(frame.bytes())),
                    frame.payload().limit());
        } catch (AvroRuntimeException e) {
            LOG.error("Record {} of the spool is no report that this release can read", frame.sequence(), e);
            files.keepUnreadable(frame);
        }
    }

    /** Gives a batch to the outlet; returns what stands in the way, null where nothing does. */
    private Delivery.@Nullable Later deliver(List<SpooledReport> batch) throws InterruptedException {
        List<Delivery> outcomes = ask(batch);
        Delivery.Later obstacle = null;
        Set<String> waiting = new HashSet<>();
        int done = 0;
        for (int i = 0; i < batch.size(); i++) {
            SpooledReport report = batch.get(i);
            Delivery.Later later = settle(report, outcomes.get(i));
            if (later == null && !waiting.contains(report.report().getTaskId())) {
                window.remove(report.sequence());
                done++;
            } else if (later != null) {
                waiting.add(report.report().getTaskId());
                obstacle = obstacle == null || later.pace() == Delivery.Pace.SLOWLY ? later : obstacle;
            }
        }
        if (done > 0) {
            pauses.reset();
            files.delivered(DeliveryState.of(readThrough, window.sequences()), done);
        }
        conclude(done > 0, obstacle);
        return obstacle;
    }

    private List<Delivery> ask(List<SpooledReport> batch) throws InterruptedException {
        try {
            List<Delivery> outcomes = outlet.deliver(batch);
            if (outcomes.size() == batch.size()) {
                return outcomes;
            }
            throw new IllegalStateException(outcomes.size() + " outcomes for " + batch.size() + " reports");
        } catch (RuntimeException e) {
            LOG.error("Delivering from the spool failed in a way that was not foreseen", e);
            Delivery later = new Delivery.Later(Delivery.Pace.SOON, "Sending failed: " + e);
            return batch.stream().map(report -> later).toList();
        }
    }

    /** Does what an outcome asks for; returns why the report must stay, null where it may go. */
    private Delivery.@Nullable Later settle(SpooledReport spooled, Delivery outcome) {
        String reportId = spooled.report().getReportId();
        try {
            if (outcome instanceof Delivery.Delivered to) {
                answer(spooled, new SendResult.Accepted(reportId, to.topic(), to.partition(), to.offset()));
            } else if (outcome instanceof Delivery.HandedOn on) {
                answer(spooled, new SendResult.Spooled(reportId, on.words()));
            } else if (outcome instanceof Delivery.Refused refused) {
                files.hold(
                        spooled,
                        clock.instant(),
                        refused.code() + ": " + refused.code().messageVi() + " / "
                                + refused.code().messageEn());
                answer(spooled, new SendResult.Refused(reportId, refused.code()));
            } else if (outcome instanceof Delivery.Held held) {
                files.hold(spooled, clock.instant(), held.whatToDo());
                answer(spooled, new SendResult.Spooled(reportId, "Held aside. " + held.whatToDo()));
            } else if (outcome instanceof Delivery.Later later) {
                answer(spooled, new SendResult.Spooled(reportId, later.whatToDo()));
                return later;
            }
            return null;
        } catch (IOException e) {
            LOG.error("Report {} cannot be held aside", reportId, e);
            return new Delivery.Later(
                    Delivery.Pace.SLOWLY,
                    "A report cannot be held aside: " + e.getMessage() + ". Free some room on the disk");
        }
    }

    private void answer(SpooledReport spooled, SendResult result) {
        waiters.answer(spooled.sequence(), result);
    }

    /** While anything goes out, reports that come may go out too. */
    private void conclude(boolean progress, Delivery.@Nullable Later obstacle) {
        SpoolCondition.State state = obstacle == null || progress
                ? SpoolCondition.State.DRAINING
                : obstacle.pace() == Delivery.Pace.SLOWLY
                        ? SpoolCondition.State.NEEDS_ATTENTION
                        : SpoolCondition.State.RETRYING;
        String reason = obstacle == null ? "" : obstacle.whatToDo();
        SpoolCondition before = condition;
        if (before.state() != state || !before.reason().equals(reason)) {
            condition = new SpoolCondition(state, reason, clock.instant());
            LOG.info("The spool is {}{}", state, reason.isEmpty() ? "" : ": " + reason);
            files.tell(condition);
        }
    }
}
