package org.tiendo.streams.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.Measure;
import org.tiendo.v1.RowMeta;
import org.tiendo.v1.Target;
import org.tiendo.v1.Verdict;

/**
 * An indicator as one unit sees it: the unit and its kind decide which target applies.
 *
 * @param planIssued where the run towards the target begins unless the indicator says otherwise; null where unknown
 */
public record IndicatorView(Indicator definition, @Nullable LocalDate planIssued, String unitId, String unitKind) {

    /**
     * The published row.
     *
     * @param sums the indicator's counts over the unit's subtree
     * @param meta its clock is the day on which the verdict is given
     * @throws NullPointerException when the clock is not known: without a day there is no verdict
     */
    public IndicatorRow row(Counts sums, RowMeta meta) {
        LocalDate clock = Objects.requireNonNull(meta.getClock(), "an indicator is judged on a day");
        Target target = targetOn(clock).orElse(null);
        long expected = sums.get(Count.UNITS_EXPECTED);
        long reported = sums.get(Count.UNITS_REPORTED);
        IndicatorRow row = new IndicatorRow();
        row.setUnitId(unitId);
        row.setIndicatorId(definition.getIndicatorId());
        row.setPlanId(definition.getPlanId());
        row.setCategoryId(definition.getCategoryId());
        row.setMeasure(definition.getMeasure());
        row.setNumerator(sums.get(Count.NUMERATOR));
        row.setDenominator(sums.get(Count.DENOMINATOR));
        row.setPercent(percent(sums));
        row.setMinimum(target == null ? null : target.getMinimum());
        row.setStretch(target == null ? null : target.getStretch());
        row.setDue(target == null ? null : target.getDue());
        row.setVerdict(judge(sums, target, clock));
        row.setProvisional(reported < expected);
        row.setUnitsExpected(expected);
        row.setUnitsReported(reported);
        row.setMeta(meta);
        return row;
    }

    /** The target that the unit is held to on a day. */
    Optional<Target> targetOn(LocalDate day) {
        return TargetChoice.choose(definition.getTargets(), unitId, unitKind, day);
    }

    @Nullable
    Verdict judge(Counts sums, @Nullable Target target, LocalDate day) {
        return Verdicts.judge(definition.getMeasure(), sums, target, from(), day);
    }

    private @Nullable BigDecimal percent(Counts sums) {
        return definition.getMeasure() == Measure.SHARE
                ? Percent.percent(sums.get(Count.NUMERATOR), sums.get(Count.DENOMINATOR))
                : null;
    }

    private @Nullable LocalDate from() {
        return definition.getFrom() != null ? definition.getFrom() : planIssued;
    }
}
