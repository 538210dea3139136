package org.tiendo.producer.spool;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks whose next report could not go while others went: they are given again after a pause of their own, so that they
 * hold up nobody else. Later reports of such a task wait with it, which keeps their order.
 */
final class WaitingTasks {
    private record Wait(long untilNanos, Delivery.Later why) {
        long nanosLeft() {
            return untilNanos - System.nanoTime();
        }
    }

    private final Map<String, Wait> byTask = new HashMap<>();

    void postpone(String taskId, Delivery.Later why, Duration pause) {
        byTask.put(taskId, new Wait(System.nanoTime() + pause.toNanos(), why));
    }

    void forget(String taskId) {
        byTask.remove(taskId);
    }

    /** What may be given now, in its order. */
    List<SpooledReport> due(List<SpooledReport> reports) {
        return reports.stream().filter(this::isDue).toList();
    }

    private boolean isDue(SpooledReport report) {
        Wait wait = byTask.get(report.report().getTaskId());
        return wait == null || wait.nanosLeft() <= 0;
    }

    /** Whether all of these have waited on their own before: that they fail again says nothing of others. */
    boolean haveAll(List<SpooledReport> reports) {
        return reports.stream()
                .allMatch(report -> byTask.containsKey(report.report().getTaskId()));
    }

    /** What stands in the way of one of them, the gravest; null where none waits. */
    Delivery.@Nullable Later obstacle() {
        Delivery.Later gravest = null;
        for (Wait wait : byTask.values()) {
            gravest = graver(gravest, wait.why());
        }
        return gravest;
    }

    /** The one that needs somebody, else the first. */
    static Delivery.@Nullable Later graver(Delivery.@Nullable Later first, Delivery.@Nullable Later second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.pace() == Delivery.Pace.SOON && second.pace() == Delivery.Pace.SLOWLY ? second : first;
    }

    /** How long until one of them may be given again; null where none waits. */
    @Nullable
    Duration untilNext() {
        return byTask.values().stream()
                .map(wait -> Duration.ofNanos(Math.max(0, wait.nanosLeft())))
                .min(Duration::compareTo)
                .orElse(null);
    }
}
