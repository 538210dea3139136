package org.tiendo.streams.scorecard;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.IndicatorStanding;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.UnitFacts;
import org.tiendo.streams.kpi.IndicatorView;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.RowMeta;

/**
 * The rows of indicators. What was last published is kept beside the totals, in the same transaction as the record
 * itself: so a midnight or a republished definition publishes only what it changed, whenever it is cut short.
 */
final class IndicatorRows {
    private static final String META = "meta";

    private final UnitTotals totals;
    private final KeyValueStore<String, IndicatorState> targets;
    private final KeyValueStore<String, PlanState> plans;
    private final KeyValueStore<String, UnitFacts> facts;
    private final KeyValueStore<String, IndicatorStanding> standings;

    IndicatorRows(
            UnitTotals totals,
            KeyValueStore<String, IndicatorState> targets,
            KeyValueStore<String, PlanState> plans,
            KeyValueStore<String, UnitFacts> facts,
            KeyValueStore<String, IndicatorStanding> standings) {
        this.totals = totals;
        this.targets = targets;
        this.plans = plans;
        this.facts = facts;
        this.standings = standings;
    }

    /**
     * The row if it says something new. One that cannot be judged yet is noted as waiting, and is found again when all
     * standings are judged anew, which follows from whatever it waits for.
     */
    Optional<RowUpdate> update(RowKey.OfIndicator key, RowMeta meta) {
        Counts sums = totals.ofIndicator(key.unitId(), key.indicatorId());
        if (sums.anyNegative()) {
            // As for rows of tasks: the last sound row stays.
            return Optional.empty();
        }
        String standingKey = Ids.join(key.indicatorId(), key.unitId());
        IndicatorStanding standing = standings.get(standingKey);
        IndicatorRow published = standing == null ? null : standing.getRow();
        if (sums.get(Count.UNITS_EXPECTED) == 0) {
            standings.delete(standingKey);
            return published == null ? Optional.empty() : Optional.of(new RowUpdate(key, null));
        }
        IndicatorRow row = judge(key, sums, meta);
        if (standing != null && (row == null || sayTheSame(row, published))) {
            return Optional.empty();
        }
        standings.put(standingKey, new IndicatorStanding(row));
        return row == null ? Optional.empty() : Optional.of(new RowUpdate(key, row));
    }

    /** The row that a standing is about. */
    static RowKey.OfIndicator keyOf(String standingKey) {
        int end = standingKey.indexOf(Ids.SEPARATOR);
        return new RowKey.OfIndicator(standingKey.substring(end + 1), standingKey.substring(0, end));
    }

    private @Nullable IndicatorRow judge(RowKey.OfIndicator key, Counts sums, RowMeta meta) {
        IndicatorState target = targets.get(key.indicatorId());
        UnitFacts unit = facts.get(key.unitId());
        if (target == null || unit == null || meta.getClock() == null) {
            return null;
        }
        // A plan that is never published leaves `issued` unknown, which is a case of its own: the row does not wait.
        PlanState plan = plans.get(target.getDefinition().getPlanId());
        LocalDate issued = plan == null ? null : plan.getPlan().getIssued();
        return new IndicatorView(target.getDefinition(), issued, key.unitId(), unit.getKind()).row(sums, meta);
    }

    private static boolean sayTheSame(IndicatorRow row, @Nullable IndicatorRow published) {
        return published != null
                && row.getSchema().getFields().stream()
                        .filter(field -> !field.name().equals(META))
                        .mapToInt(Schema.Field::pos)
                        .allMatch(position -> Objects.equals(row.get(position), published.get(position)));
    }
}
