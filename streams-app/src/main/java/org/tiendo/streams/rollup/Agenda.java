package org.tiendo.streams.rollup;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Counts;

/**
 * What is still to be done, first come, first served, with the pending changes themselves. Work that waits already is not
 * queued twice, which is what coalesces changes; and since nothing overtakes, a clock is reached only after everything that
 * came before it, however the work is cut into slices. All of it can be made again from the stores.
 */
final class Agenda {
    private final Set<Work> queue = new LinkedHashSet<>();
    private final Map<String, Map<String, NavigableMap<LocalDate, Counts>>> pendingByUnit = new HashMap<>();
    private int pendingChanges;
    private @Nullable Work newest;

    void add(Work work) {
        if (work instanceof Work.Advance && newest instanceof Work.Advance overtaken) {
            // No other work came between the two clocks.
            queue.remove(overtaken);
        }
        if (queue.add(work)) {
            newest = work;
        }
    }

    /**
     * Adds a change of a unit's cell to what is pending for the day.
     *
     * @return what is now pending for the day, zero when it comes to nothing
     */
    Counts addChange(String unitId, String cell, LocalDate day, Counts change) {
        NavigableMap<LocalDate, Counts> days = pendingByUnit
                .computeIfAbsent(unitId, key -> new LinkedHashMap<>())
                .computeIfAbsent(cell, key -> new TreeMap<>());
        pendingChanges -= days.size();
        Counts sum = days.getOrDefault(day, Counts.ZERO).plus(change);
        if (sum.isZero()) {
            days.remove(day);
        } else {
            days.put(day, sum);
        }
        pendingChanges += days.size();
        add(new Work.Settle(unitId));
        return sum;
    }

    /** Takes out what is pending for a unit, by cell and day. */
    Map<String, NavigableMap<LocalDate, Counts>> takeChanges(String unitId) {
        Map<String, NavigableMap<LocalDate, Counts>> cells = pendingByUnit.remove(unitId);
        if (cells == null) {
            return Map.of();
        }
        cells.values().removeIf(NavigableMap::isEmpty);
        cells.values().forEach(days -> pendingChanges -= days.size());
        return cells;
    }

    /** Takes out the work that has waited longest; null when nothing is left. */
    @Nullable
    Work next() {
        Iterator<Work> waiting = queue.iterator();
        if (!waiting.hasNext()) {
            return null;
        }
        Work work = waiting.next();
        waiting.remove();
        return work;
    }

    /** How many changes, each of one cell on one day, are pending. */
    int pendingChanges() {
        return pendingChanges;
    }
}
