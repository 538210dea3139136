package org.tiendo.streams.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Target;
import org.tiendo.v1.Verdict;

/**
 * Judges an indicator against a target. Nothing is divided before it is compared, so 79.999 % never passes for 80 %,
 * whatever the printed percentage is rounded to.
 */
public final class Verdicts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Verdicts() {}

    /**
     * The verdict on a day.
     *
     * @param sums the indicator's counts over a subtree
     * @param from first day of the run towards the target, null where neither indicator nor plan names one
     * @param clock the business day it is judged by
     * @return null where there is no target
     */
    public static @Nullable Verdict judge(
            Measure measure, Counts sums, @Nullable Target target, @Nullable LocalDate from, LocalDate clock) {
        if (target == null) {
            return null;
        }
        boolean share = measure == Measure.SHARE;
        if (sums.get(Count.UNITS_REPORTED) == 0 || (share && sums.get(Count.DENOMINATOR) == 0)) {
            return Verdict.NO_DATA;
        }
        BigDecimal numerator = BigDecimal.valueOf(sums.get(Count.NUMERATOR));
        Value value = share
                ? new Value(numerator.multiply(HUNDRED), BigDecimal.valueOf(sums.get(Count.DENOMINATOR)))
                : new Value(numerator, BigDecimal.ONE);
        if (target.getStretch() != null && value.reaches(target.getStretch())) {
            return Verdict.MET_STRETCH;
        }
        if (value.reaches(target.getMinimum())) {
            return Verdict.MET_MINIMUM;
        }
        return shortOfMinimum(value, target, from, clock);
    }

    private static Verdict shortOfMinimum(Value value, Target target, @Nullable LocalDate from, LocalDate clock) {
        LocalDate due = target.getDue();
        if (due == null) {
            return Verdict.BELOW;
        }
        if (clock.isAfter(due)) {
            return Verdict.MISSED;
        }
        if (from == null) {
            return Verdict.BELOW;
        }
        long run = ChronoUnit.DAYS.between(from, due);
        if (run <= 0) {
            // A run of no days has no slope: the whole minimum is expected, and it is not reached.
            return Verdict.OFF_TRACK;
        }
        BigDecimal elapsed = BigDecimal.valueOf(ChronoUnit.DAYS.between(from, clock));
        boolean onTrack = value.times(run).reaches(target.getMinimum().multiply(elapsed));
        return onTrack ? Verdict.ON_TRACK : Verdict.OFF_TRACK;
    }

    /** A fraction that is never worked out; its denominator is above 0. */
    private record Value(BigDecimal numerator, BigDecimal denominator) {
        boolean reaches(BigDecimal bound) {
            return numerator.compareTo(bound.multiply(denominator)) >= 0;
        }

        Value times(long factor) {
            return new Value(numerator.multiply(BigDecimal.valueOf(factor)), denominator);
        }
    }
}
