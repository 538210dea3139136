package org.tiendo.streams.rollup;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.tiendo.contract.Counts;

/**
 * Cuts a cell's pending changes into steps, one a day, that never take its total below zero. Days normally do so by
 * themselves; where a late record's day comes before the day of what it takes back, its change waits for that day.
 */
final class DailySteps {
    private DailySteps() {}

    /**
     * @param total the cell's total before
     * @param changes net change by day
     * @return what to add on which day; the same in sum
     */
    static NavigableMap<LocalDate, Counts> of(Counts total, NavigableMap<LocalDate, Counts> changes) {
        NavigableMap<LocalDate, Counts> steps = new TreeMap<>();
        Counts reached = total;
        Counts held = Counts.ZERO;
        for (Map.Entry<LocalDate, Counts> change : changes.entrySet()) {
            held = held.plus(change.getValue());
            if (!reached.plus(held).anyNegative()) {
                steps.put(change.getKey(), held);
                reached = reached.plus(held);
                held = Counts.ZERO;
            }
        }
        if (!held.isZero()) {
            steps.merge(changes.lastKey(), held, Counts::plus);
        }
        return steps;
    }
}
