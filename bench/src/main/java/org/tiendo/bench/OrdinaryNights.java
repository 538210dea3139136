package org.tiendo.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.tiendo.contract.BusinessTime;

/** Successive midnights, at each of which some occurrences are reminded of for the first time. */
final class OrdinaryNights {
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
    private static final Duration EARLIER = Duration.ofDays(5);
    private static final int LONGEST_PAUSE_MILLIS = 500;

    private final int nights;
    private final ManyDeadlines deadlines;

    OrdinaryNights(int nights, int perNight) {
        this.nights = nights;
        this.deadlines = ManyDeadlines.remindingFrom(FIRST, nights, perNight);
    }

    static String header() {
        return """
                | round | nights | alerts | first s | p50 s | p99 s | last s | slice max ms | polls max ms |
                |---|---|---|---|---|---|---|---|---|""";
    }

    /** One round on a stack of its own. */
    void run(int round) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(round);
        LongStream all = LongStream.empty();
        ThreadTimes times = ThreadTimes.NONE;
        try (ReplayStack stack = ReplayStack.start(BusinessTime.startOf(FIRST).minus(EARLIER));
                AlertWatch watch = new AlertWatch(stack.connection())) {
            stack.publish(deadlines);
            Thread.sleep(ReplayStack.METRICS_WINDOW.multipliedBy(2).toMillis());
            for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(nights)); day = day.plusDays(1)) {
                // A midnight knows nothing of the rhythm in which the pipeline settles.
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
                Midnight midnight = new Midnight(stack, watch, day, deadlines.owedAt(day));
                midnight.begin();
                Midnight.Measured measured = midnight.finish();
                all = LongStream.concat(all, LongStream.of(measured.alertNanos()));
                times = times.or(measured.times());
            }
        }
        print(round, new Latencies(all.toArray()), times);
    }

    private void print(int round, Latencies alerts, ThreadTimes times) {
        System.out.printf(
                Locale.ROOT,
                "| %5d | %6d | %,6d | %7.2f | %5.2f | %5.2f | %6.2f | %12.0f | %,12.0f |%n",
                round,
                nights,
                alerts.count(),
                seconds(alerts.percentile(0)),
                seconds(alerts.percentile(50)),
                seconds(alerts.percentile(99)),
                seconds(alerts.percentile(100)),
                times.sliceMostMillis(),
                times.betweenPollsMillis());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
