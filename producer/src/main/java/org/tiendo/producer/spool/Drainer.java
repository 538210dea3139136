package org.tiendo.producer.spool;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Refill refill;
    private final Outlet outlet;
    private final Waiters waiters;
    private final InstantSource clock;
    private final Window window;
    private final Pauses pauses;
    private volatile SpoolCondition condition;

    Drainer(SpoolFiles files, SpoolSettings settings, Outlet outlet, Waiters waiters, InstantSource clock) {
        this.files = files;
        this.outlet = outlet;
        this.waiters = waiters;
        this.clock = clock;
        this.window = new Window(settings.batchReports());
        this.pauses = new Pauses(settings);
        this.refill = new Refill(files, window);
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
            Delivery.@Nullable Later unread = fill();
            if (window.isEmpty() && unread == null) {
                files.end().awaitOtherThan(seen);
                return;
            }
            if (window.isEmpty()) {
                conclude(false, unread);
                obstacle = unread;
            } else {
                obstacle = deliver(window.batch());
            }
        } catch (RuntimeException e) {
            LOG.error("The spool's drain failed in a way that was not foreseen", e);
            obstacle = new Delivery.Later(
                    Delivery.Pace.SLOWLY, "The spool's drain failed: " + e + ". It is tried again; see the log");
            conclude(false, obstacle);
        }
        if (obstacle != null) {
            files.end().pause(pauses.next(obstacle.pace()));
        }
    }

    /** Reads what there is room for; returns what stands in the way, null where nothing does. */
    private Delivery.@Nullable Later fill() {
        try {
            refill.fill();
            return null;
        } catch (IOException e) {
            LOG.error("The spool cannot be read", e);
            return new Delivery.Later(
                    Delivery.Pace.SLOWLY, "The spool's files cannot be read: " + e.getMessage() + ". Check the disk");
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
            boolean behind =
                    obstacle != null && waiting.contains(report.report().getTaskId());
            Delivery.Later later = settle(report, behind ? obstacle : outcomes.get(i));
            if (later == null) {
                window.remove(report.sequence());
                done++;
            } else {
                waiting.add(report.report().getTaskId());
                obstacle = obstacle == null || later.pace() == Delivery.Pace.SLOWLY ? later : obstacle;
            }
        }
        if (done > 0) {
            pauses.reset();
            files.delivered(DeliveryState.of(refill.readThrough(), window.sequences()), done);
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
        } catch (IOException | RuntimeException e) {
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
