package org.tiendo.streams.rollup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.internal.CellChange;

/**
 * Sums up changes of one kind, settled or moved, so that an ancestor of many changed units gets one change a cell and day.
 * Days go out oldest first; as no unit's own total is below zero after any of its days, no ancestor's is.
 */
final class ChangeBatch {
    private record Target(String unitId, String cell) {}

    private final Map<Target, NavigableMap<LocalDate, Counts>> sums = new LinkedHashMap<>();

    void add(String unitId, String cell, LocalDate day, Counts change) {
        sums.computeIfAbsent(new Target(unitId, cell), key -> new TreeMap<>()).merge(day, change, Counts::plus);
    }

    /**
     * Takes out all changes that do not come to nothing. Accounts come last: whoever sees a report accounted for sees its
     * figures too.
     */
    List<CellChange> drain() {
        List<CellChange> changes = new ArrayList<>();
        List<CellChange> accounts = new ArrayList<>();
        sums.forEach((target, days) -> days.forEach((day, sum) -> {
            if (!sum.isZero()) {
                (target.cell().equals(Cell.Accounting.KEY) ? accounts : changes)
                        .add(new CellChange(target.unitId(), target.cell(), day, sum.toList()));
            }
        }));
        sums.clear();
        changes.addAll(accounts);
        return changes;
    }
}
