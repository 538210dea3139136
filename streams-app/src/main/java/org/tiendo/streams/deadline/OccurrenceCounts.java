package org.tiendo.streams.deadline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** What one occurrence adds to a KPI cell or to an indicator. */
public final class OccurrenceCounts {
    private static final int WHOLE_IN_HUNDREDTHS = 100_00;
    private static final Map<Status, Count> BY_STATUS = new EnumMap<>(Map.of(
            Status.NOT_STARTED, Count.NOT_STARTED,
            Status.IN_PROGRESS, Count.IN_PROGRESS,
            Status.DONE, Count.DONE,
            Status.BLOCKED, Count.BLOCKED));

    private OccurrenceCounts() {}

    /**
     * What a task's occurrence adds to its (plan, category, bucket).
     *
     * @param silent whether its unit has been silent on it for too long
     */
    public static Counts ofTask(int weight, @Nullable ProgressReport inForce, Judgement judgement, boolean silent) {
        boolean dormant = judgement.bucket().equals(Cell.BUCKET_DORMANT);
        Counts counts = Counts.of(Count.TASKS, 1)
                .with(BY_STATUS.getOrDefault(judgement.status(), Count.NOT_STARTED), 1)
                .with(Count.WEIGHT, weight)
                .with(Count.WEIGHTED_PERCENT, (long) weight * progressInHundredths(inForce));
        counts = switch (judgement.standing()) {
            case WITHOUT_DEADLINE -> counts;
            case DONE_ON_TIME -> counts.with(Count.DONE_ON_TIME, 1);
            case DONE_LATE -> counts.with(Count.DONE_LATE, 1);
            case IN_TERM -> counts.with(Count.OPEN_IN_TERM, 1);
            case DUE_SOON -> counts.with(Count.OPEN_IN_TERM, 1).with(Count.DUE_SOON, 1);
            case OVERDUE -> counts.with(Count.OVERDUE, 1);
        };
        if (dormant) {
            return counts.with(Count.DORMANT, 1);
        }
        return counts.with(Count.ONGOING, judgement.bucket().equals(Cell.BUCKET_ONGOING) ? 1 : 0)
                .with(Count.EXPECTED, 1)
                .with(Count.REPORTED, inForce == null ? 0 : 1)
                .with(Count.SILENT, silent ? 1 : 0);
    }

    /** What an indicator's reporter adds to the indicator. */
    public static Counts ofIndicator(@Nullable ProgressReport inForce) {
        Counts expected = Counts.of(Count.UNITS_EXPECTED, 1);
        return inForce == null
                ? expected
                : expected.with(Count.UNITS_REPORTED, 1)
                        .with(Count.NUMERATOR, orZero(inForce.getNumerator()))
                        .with(Count.DENOMINATOR, orZero(inForce.getDenominator()));
    }

    /**
     * Progress in hundredths of a percent, 0 to 10,000: the percent given, else 100 when DONE, else what the figures
     * say, HALF_UP.
     */
    public static int progressInHundredths(@Nullable ProgressReport inForce) {
        if (inForce == null) {
            return 0;
        }
        Integer percent = inForce.getPercent();
        if (percent != null) {
            return percent * 100;
        }
        if (inForce.getStatus() == Status.DONE) {
            return WHOLE_IN_HUNDREDTHS;
        }
        long denominator = orZero(inForce.getDenominator());
        if (denominator == 0) {
            return 0;
        }
        return BigDecimal.valueOf(orZero(inForce.getNumerator()))
                .multiply(BigDecimal.valueOf(WHOLE_IN_HUNDREDTHS))
                .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    private static long orZero(@Nullable Long figure) {
        return figure == null ? 0 : figure;
    }
}
