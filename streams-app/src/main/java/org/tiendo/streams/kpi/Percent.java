package org.tiendo.streams.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.Percentages;

/**
 * Percentages of pooled counts, in the Government Office's own terms (report 1270/BC-TCTTTg of 2017); never the mean of
 * other percentages.
 */
public final class Percent {
    private static final int DECIMALS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The greatest figure that the contract's decimal(9,2) holds. */
    private static final BigDecimal LARGEST = new BigDecimal("9999999.99");

    private Percent() {}

    /**
     * numerator x 100 / denominator, HALF_UP to 2 decimals.
     *
     * @return null when the denominator is 0, or when the result is no share of anything (above 9,999,999.99: figures
     *     reported before the indicator was turned into a SHARE)
     */
    public static @Nullable BigDecimal percent(long numerator, long denominator) {
        return quotient(BigDecimal.valueOf(numerator).multiply(HUNDRED), denominator);
    }

    /** The four percentages of a KPI row. */
    public static Percentages of(Counts counts) {
        long done = Math.addExact(counts.get(Count.DONE_ON_TIME), counts.get(Count.DONE_LATE));
        long due = Math.addExact(done, counts.get(Count.OVERDUE));
        BigDecimal progressOfAll = BigDecimal.valueOf(counts.get(Count.WEIGHTED_PERCENT), DECIMALS);
        return new Percentages(
                percent(counts.get(Count.DONE), counts.get(Count.TASKS)),
                percent(done, due),
                percent(counts.get(Count.DONE_ON_TIME), due),
                quotient(progressOfAll, counts.get(Count.WEIGHT)));
    }

    private static @Nullable BigDecimal quotient(BigDecimal dividend, long divisor) {
        if (divisor == 0) {
            return null;
        }
        BigDecimal quotient = dividend.divide(BigDecimal.valueOf(divisor), DECIMALS, RoundingMode.HALF_UP);
        return quotient.abs().compareTo(LARGEST) > 0 ? null : quotient;
    }
}
