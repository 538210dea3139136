package org.tiendo.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tiendo.contract.BusinessTime;

/** A year that ends for many tasks at once: every midnight at which all of them raise an alert, or take one further. */
final class YearEnd {
    private static final LocalDate DUE = LocalDate.of(2025, 12, 31);
    private static final Duration EARLIER = Duration.ofDays(5);

    private final ManyDeadlines deadlines;

    YearEnd(int occurrences) {
        deadlines = ManyDeadlines.onOneDay(DUE, occurrences);
    }

    static String header() {
        return """
                | round | midnight   | alerts | first s | p50 s | p99 s | last s | slice avg ms | slice max ms | polls max ms | reports max ms | what |
                |---|---|---|---|---|---|---|---|---|---|---|---|""";
    }

    /** One round on a stack of its own, printed row by row. */
    void run(int round) throws IOException, InterruptedException {
        LocalDate first = deadlines.midnights().get(0);
        try (ReplayStack stack = ReplayStack.start(BusinessTime.startOf(first).minus(EARLIER));
                AlertWatch watch = new AlertWatch(stack.connection())) {
            stack.publish(deadlines);
            for (LocalDate day : deadlines.midnights()) {
                try (Trickle reports = Trickle.prepare(stack, "bench.reporter-" + day)) {
                    // What was measured before leaves Kafka's metrics.
                    Thread.sleep(ReplayStack.METRICS_WINDOW.multipliedBy(2).toMillis());
                    Midnight midnight = new Midnight(stack, watch, day, deadlines.owedAt(day));
                    midnight.begin();
                    reports.start();
                    Midnight.Measured measured = midnight.finish();
                    print(round, day, measured, reports.stop());
                }
            }
        }
    }

    private void print(int round, LocalDate day, Midnight.Measured measured, Latencies reports) {
        Latencies alerts = new Latencies(measured.alertNanos());
        ThreadTimes times = measured.times();
        System.out.printf(
                Locale.ROOT,
                "| %5d | %s | %,6d | %7.2f | %5.2f | %5.2f | %6.2f | %12.1f | %12.0f | %,12.0f | %,14.0f | %s |%n",
                round,
                day,
                alerts.count(),
                seconds(alerts.percentile(0)),
                seconds(alerts.percentile(50)),
                seconds(alerts.percentile(99)),
                seconds(alerts.percentile(100)),
                times.sliceAverageMillis(),
                times.sliceMostMillis(),
                times.betweenPollsMillis(),
                seconds(reports.percentile(100)) * 1e3,
                deadlines.owedAt(day).keySet().stream().collect(Collectors.joining("; ")));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
