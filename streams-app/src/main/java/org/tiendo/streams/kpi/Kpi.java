package org.tiendo.streams.kpi;

import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.Coverage;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.RowMeta;

/** Turns counts into a published row, so that no percentage ever travels without the counts and coverage behind it. */
public final class Kpi {
    private Kpi() {}

    /** How much of what was expected has been heard; provisional while anything is missing. */
    public static Coverage coverage(Counts counts) {
        long expected = counts.get(Count.EXPECTED);
        long reported = counts.get(Count.REPORTED);
        return new Coverage(expected, reported, counts.get(Count.SILENT), reported < expected);
    }

    /**
     * A row of a unit's subtree.
     *
     * @param categoryId set in by-category rows only
     * @param bucket set in by-deadline rows only
     */
    public static KpiRow row(
            String unitId,
            String planId,
            @Nullable String categoryId,
            @Nullable String bucket,
            Counts counts,
            RowMeta meta) {
        KpiRow row = new KpiRow();
        row.setUnitId(unitId);
        row.setPlanId(planId);
        row.setCategoryId(categoryId);
        row.setBucket(bucket);
        row.setTasks(counts.get(Count.TASKS));
        row.setNotStarted(counts.get(Count.NOT_STARTED));
        row.setInProgress(counts.get(Count.IN_PROGRESS));
        row.setDone(counts.get(Count.DONE));
        row.setBlocked(counts.get(Count.BLOCKED));
        row.setOngoing(counts.get(Count.ONGOING));
        row.setDormant(counts.get(Count.DORMANT));
        row.setDoneOnTime(counts.get(Count.DONE_ON_TIME));
        row.setDoneLate(counts.get(Count.DONE_LATE));
        row.setOpenInTerm(counts.get(Count.OPEN_IN_TERM));
        row.setOverdue(counts.get(Count.OVERDUE));
        row.setDueSoon(counts.get(Count.DUE_SOON));
        row.setPercent(Percent.of(counts));
        row.setCoverage(coverage(counts));
        row.setMeta(meta);
        return row;
    }
}
