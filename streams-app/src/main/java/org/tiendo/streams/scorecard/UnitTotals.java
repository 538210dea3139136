package org.tiendo.streams.scorecard;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.Totals;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.kpi.PlanSums;

/** The running totals of this partition's units, exact to the unit; a cell that is back to zero is forgotten. */
final class UnitTotals {
    private final KeyValueStore<String, Totals> totals;

    UnitTotals(KeyValueStore<String, Totals> totals) {
        this.totals = totals;
    }

    /** Adds to a cell and says what it was and what it is. */
    Change add(String unitId, String cell, Counts delta) {
        String key = Ids.join(unitId, cell);
        Counts before = stored(totals.get(key));
        Counts after = before.plus(delta);
        if (after.isZero()) {
            totals.delete(key);
        } else {
            totals.put(key, new Totals(after.toList()));
        }
        return new Change(before, after);
    }

    /** A cell before and after a change. */
    record Change(Counts before, Counts after) {
        /** True when this change took a count below zero. */
        boolean breaksInvariant() {
            return after.anyNegative() && !before.anyNegative();
        }
    }

    Counts ofIndicator(String unitId, String indicatorId) {
        return stored(totals.get(Ids.join(unitId, new Cell.IndicatorCell(indicatorId).key())));
    }

    /** The sums of all cells of a unit and plan. */
    PlanSums ofPlan(String unitId, String planId) {
        PlanSums sums = new PlanSums();
        String plan = Cell.KPI_PREFIX + planId;
        try (KeyValueIterator<String, Totals> cells = totals.range(Keys.first(unitId, plan), Keys.last(unitId, plan))) {
            cells.forEachRemaining(entry -> {
                if (Cell.parse(entry.key.substring(unitId.length() + 1)) instanceof Cell.Kpi cell) {
                    sums.add(cell, stored(entry.value));
                }
            });
        }
        return sums;
    }

    /** The indicators that have figures under a unit. */
    List<String> indicatorsOf(String unitId) {
        List<String> indicators = new ArrayList<>();
        String prefix = Ids.join(unitId, Cell.INDICATOR_PREFIX);
        try (KeyValueIterator<String, Totals> cells = totals.range(prefix, Keys.last(unitId, "i"))) {
            cells.forEachRemaining(entry -> indicators.add(entry.key.substring(prefix.length())));
        }
        return indicators;
    }

    private static Counts stored(Totals totals) {
        return totals == null ? Counts.ZERO : Counts.of(totals.getCounts());
    }
}
