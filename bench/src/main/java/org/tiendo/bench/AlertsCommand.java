package org.tiendo.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.OperationFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long after midnight the calendar's alerts can be read, when very many fall due at once or some every night. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Measures midnight tick to readable alert on an embedded stack of its own: the end of a year,"
                + " or with --midnights ordinary nights.")
final class AlertsCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(
            names = "--occurrences",
            defaultValue = "50000",
            description = "All due on the last day of the year; a multiple of 10. Default: ${DEFAULT-VALUE}")
    int occurrences;

    @Option(
            names = "--midnights",
            defaultValue = "0",
            description = "Measure so many ordinary nights instead of the end of a year.")
    int midnights;

    @Option(
            names = "--per-midnight",
            defaultValue = "100",
            description = "Occurrences first reminded of at each of them; a multiple of 10. Default: ${DEFAULT-VALUE}")
    int perMidnight;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds, each on a new stack. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireTens("--occurrences", occurrences);
        requireTens("--per-midnight", perMidnight);
        try {
            if (midnights > 0) {
                measureNights();
            } else {
                measureYearEnd();
            }
        } catch (OperationFailedException e) {
            System.err.println("tiendo bench alerts: " + e.getMessage());
            return FAILED;
        }
        return 0;
    }

    private void measureYearEnd() throws IOException, InterruptedException {
        System.out.printf("midnight tick to readable alert, %,d occurrences due on one day%n%n", occurrences);
        System.out.println(YearEnd.header());
        YearEnd yearEnd = new YearEnd(occurrences);
        for (int round = 1; round <= rounds; round++) {
            yearEnd.run(round);
        }
    }

    private void measureNights() throws IOException, InterruptedException {
        System.out.printf("midnight tick to readable alert, %,d occurrences a night%n%n", perMidnight);
        System.out.println(OrdinaryNights.header());
        OrdinaryNights nights = new OrdinaryNights(midnights, perMidnight);
        for (int round = 1; round <= rounds; round++) {
            nights.run(round);
        }
    }

    private void requireTens(String option, int value) {
        if (spec != null && (value < ManyDeadlines.UNITS_PER_TASK || value % ManyDeadlines.UNITS_PER_TASK != 0)) {
            throw new ParameterException(spec.commandLine(), option + " must be a multiple of 10: " + value);
        }
    }
}
