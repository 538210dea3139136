package org.tiendo.streams.rollup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiendo.contract.Counts;
import org.tiendo.internal.CellTotals;

/**
 * What changes when a source's contribution replaces its last one. Contributions are absolute, so the same one again changes
 * nothing, and a cell that is no longer named goes back to zero.
 */
final class ContributionDiff {
    private ContributionDiff() {}

    /** Net change by cell, without cells that stay as they are. */
    static Map<String, Counts> between(List<CellTotals> before, List<CellTotals> after) {
        Map<String, Counts> changes = new LinkedHashMap<>();
        after.forEach(cell -> changes.merge(cell.getCell(), Counts.of(cell.getCounts()), Counts::plus));
        before.forEach(cell ->
                changes.merge(cell.getCell(), Counts.of(cell.getCounts()).negate(), Counts::plus));
        changes.values().removeIf(Counts::isZero);
        return changes;
    }
}
