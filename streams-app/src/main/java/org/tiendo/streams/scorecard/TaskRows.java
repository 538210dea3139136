package org.tiendo.streams.scorecard;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.streams.kpi.Kpi;
import org.tiendo.streams.kpi.PlanSums;
import org.tiendo.v1.RowMeta;

/**
 * The rows of counts, for the length of one slice: it keeps the sums of the plan read last, whose rows follow one
 * another.
 */
final class TaskRows {
    private final UnitTotals totals;
    private final RowMeta meta;
    private RowKey.@Nullable OfPlan sumsOf;
    private PlanSums sums = new PlanSums();

    TaskRows(UnitTotals totals, RowMeta meta) {
        this.totals = totals;
        this.meta = meta;
    }

    /**
     * The row as it stands. Empty while a count is below zero: that was counted and logged when it happened, and a
     * reader is better served by the last sound row than by an impossible one. The change that mends it publishes it.
     */
    Optional<RowUpdate> update(RowKey.OfTasks key) {
        PlanSums plan = sumsOf(new RowKey.OfPlan(key.unitId(), key.planId()));
        String categoryId = key instanceof RowKey.OfCategory category ? category.categoryId() : null;
        String bucket = key instanceof RowKey.OfBucket due ? due.bucket() : null;
        Counts counts = counts(plan, categoryId, bucket);
        if (counts.anyNegative()) {
            return Optional.empty();
        }
        boolean empty = counts.get(Count.TASKS) == 0;
        return Optional.of(new RowUpdate(
                key, empty ? null : Kpi.row(key.unitId(), key.planId(), categoryId, bucket, counts, meta)));
    }

    private PlanSums sumsOf(RowKey.OfPlan plan) {
        if (!plan.equals(sumsOf)) {
            sums = totals.ofPlan(plan.unitId(), plan.planId());
            sumsOf = plan;
        }
        return sums;
    }

    private static Counts counts(PlanSums plan, @Nullable String categoryId, @Nullable String bucket) {
        if (categoryId != null) {
            return plan.byCategory().getOrDefault(categoryId, Counts.ZERO);
        }
        return bucket != null ? plan.byBucket().getOrDefault(bucket, Counts.ZERO) : plan.total();
    }
}
