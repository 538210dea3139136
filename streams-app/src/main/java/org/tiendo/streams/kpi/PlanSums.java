package org.tiendo.streams.kpi;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;

/** The cells of one unit and plan, summed in all three ways: the by-category and by-deadline views are never stored. */
public final class PlanSums {
    private Counts total = Counts.ZERO;
    private final SortedMap<String, Counts> byCategory = new TreeMap<>();
    private final SortedMap<String, Counts> byBucket = new TreeMap<>();

    /** Takes in the total of one more cell. */
    public void add(Cell.Kpi cell, Counts counts) {
        total = total.plus(counts);
        byCategory.merge(cell.categoryId(), counts, Counts::plus);
        byBucket.merge(cell.bucket(), counts, Counts::plus);
    }

    public Counts total() {
        return total;
    }

    /** Sums by categoryId. */
    public SortedMap<String, Counts> byCategory() {
        return Collections.unmodifiableSortedMap(byCategory);
    }

    /** Sums by due bucket. */
    public SortedMap<String, Counts> byBucket() {
        return Collections.unmodifiableSortedMap(byBucket);
    }
}
