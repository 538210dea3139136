package org.tiendo.producer.spool;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final WaitingTasks waiting = new WaitingTasks();
    private volatile SpoolCondition condition;
    /** Whether what comes now must wait too. */
    private volatile boolean blocked;

    private volatile DurableEnd.@Nullable Place restsAt;

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
        return blocked ? Optional.of(condition.reason()) : Optional.empty();
    }

    /** Whether all that is on disk was given, and what is left waits for its time. */
    boolean rests() {
        return files.end().place().equals(restsAt);
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
            List<SpooledReport> batch = waiting.due(window.batch());
            if (batch.isEmpty() && unread == null) {
                rest(seen);
                return;
            }
            obstacle = batch.isEmpty() ? unread : deliver(batch);
            if (batch.isEmpty()) {
                block(unread);
            }
        } catch (RuntimeException e) {
            LOG.error("The spool's drain failed in a way that was not foreseen", e);
            obstacle = new Delivery.Later(
                    Delivery.Pace.SLOWLY, "The spool's drain failed: " + e + ". It is tried again; see the log");
            block(obstacle);
        }
        if (obstacle != null) {
            files.end().pause(pauses.next(obstacle.pace()));
        }
    }

    /** Waits for reports that come, or until one that waits on its own may be given again. */
    private void rest(DurableEnd.Place seen) throws InterruptedException {
        blocked = false;
        conclude(false, waiting.obstacle());
        restsAt = seen;
        files.end().awaitOtherThan(seen, waiting.untilNext());
        restsAt = null;
    }

    private void block(Delivery.@Nullable Later obstacle) {
        conclude(false, obstacle);
        blocked = true;
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

    /** Gives a batch to the outlet; returns what stands in the way of all, null where nothing does. */
    private Delivery.@Nullable Later deliver(List<SpooledReport> batch) throws InterruptedException {
        List<Delivery> outcomes = ask(batch);
        Map<String, Delivery.Later> obstacles = new HashMap<>();
        int done = 0;
        for (int i = 0; i < batch.size(); i++) {
            SpooledReport report = batch.get(i);
            String taskId = report.report().getTaskId();
            Delivery.Later before = obstacles.get(taskId);
            Delivery.Later later = settle(report, before == null ? outcomes.get(i) : before);
            if (later == null) {
                window.remove(report.sequence());
                done++;
            } else {
                obstacles.put(taskId, later);
            }
        }
        // Where something went, or all of these have waited by themselves before, it is not the line that fails.
        boolean open = done > 0 || waiting.haveAll(batch);
        if (done > 0) {
            pauses.reset();
            files.delivered(DeliveryState.of(refill.readThrough(), window.sequences()), done);
        }
        Delivery.@Nullable Later obstacle = null;
        for (Delivery.Later later : obstacles.values()) {
            obstacle = WaitingTasks.graver(obstacle, later);
        }
        if (open) {
            postpone(batch, obstacles);
            blocked = false;
            conclude(done > 0, waiting.obstacle());
            return null;
        }
        block(obstacle);
        return obstacle;
    }

    private void postpone(List<SpooledReport> batch, Map<String, Delivery.Later> obstacles) {
        batch.forEach(report -> waiting.forget(report.report().getTaskId()));
        Map<Delivery.Pace, Duration> lengths = new EnumMap<>(Delivery.Pace.class);
        obstacles.forEach((taskId, later) ->
                waiting.postpone(taskId, later, lengths.computeIfAbsent(later.pace(), pauses::next)));
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

    /** Says how it stands: while anything goes out it drains, also past some that wait. */
    private void conclude(boolean progress, Delivery.@Nullable Later obstacle) {
        SpoolCondition.State state = obstacle == null || progress
                ? SpoolCondition.State.DRAINING
                : obstacle.pace() == Delivery.Pace.SLOWLY
                        ? SpoolCondition.State.NEEDS_ATTENTION
                        : SpoolCondition.State.RETRYING;
        String reason = obstacle == null ? "" : obstacle.whatToDo();
        SpoolCondition before = condition;
        if (progress && obstacle != null && before.reason().equals(reason)) {
            // Somebody has been told already; each report that goes past is no news.
            return;
        }
        if (before.state() != state || !before.reason().equals(reason)) {
            condition = new SpoolCondition(state, reason, clock.instant());
            LOG.info("The spool is {}{}", state, reason.isEmpty() ? "" : ": " + reason);
            files.tell(condition);
        }
    }
}
