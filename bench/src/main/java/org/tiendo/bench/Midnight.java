package org.tiendo.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tiendo.producer.OperationFailedException;

/** One midnight: sends the tick and waits for the alerts that the calendar owes then; any more or fewer is a failure. */
final class Midnight {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ReplayStack stack;
    private final AlertWatch watch;
    private final LocalDate day;
    private final Map<String, Integer> owed;
    private long begunNanos;

    Midnight(ReplayStack stack, AlertWatch watch, LocalDate day, Map<String, Integer> owed) {
        this.stack = stack;
        this.watch = watch;
        this.day = day;
        this.owed = owed;
    }

    /**
     * What was measured.
     *
     * @param alertNanos each alert's, from just before the tick was sent until it was read
     * @param times of the stream threads meanwhile
     */
    record Measured(long[] alertNanos, ThreadTimes times) {}

    /** Sends the tick. */
    void begin() {
        begunNanos = System.nanoTime();
        stack.tick(day);
    }

    /**
     * Returns when all alerts have come and nothing is left to fire.
     *
     * @throws OperationFailedException when other alerts came than are owed
     */
    Measured finish() throws IOException, InterruptedException {
        int expected = owed.values().stream().mapToInt(Integer::intValue).sum();
        ThreadTimes times = ThreadTimes.NONE;
        long deadline = begunNanos + PATIENCE.toNanos();
        boolean complete = false;
        while (!complete && System.nanoTime() < deadline) {
            complete = watch.await(expected, ReplayStack.METRICS_WINDOW) >= expected;
            times = times.or(ThreadTimes.now());
        }
        stack.awaitThrough(day);
        List<AlertWatch.Seen> seen = watch.take();
        check(seen);
        return new Measured(
                seen.stream().mapToLong(each -> each.atNanos() - begunNanos).toArray(), times);
    }

    private void check(List<AlertWatch.Seen> seen) {
        Map<String, Integer> came = seen.stream()
                .collect(Collectors.toMap(
                        each -> ManyDeadlines.sortOf(each.alert()), each -> 1, Integer::sum, TreeMap::new));
        long ids =
                seen.stream().map(each -> each.alert().getAlertId()).distinct().count();
        if (!came.equals(owed) || ids != seen.size()) {
            throw new OperationFailedException("wrong alerts at the beginning of " + day + ": " + owed
                    + " should have come within " + PATIENCE.toSeconds() + " s, and " + came + " of " + ids
                    + " ids did");
        }
    }
}
