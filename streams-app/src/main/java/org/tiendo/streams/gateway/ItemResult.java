package org.tiendo.streams.gateway;

import org.jspecify.annotations.Nullable;
import org.tiendo.v1.ProgressReport;

/**
 * An item with what became of it.
 *
 * @param report null where it could not be read
 * @param reportId its id, the one made up for it included; null where none could be read
 */
public record ItemResult(
        int index,
        @Nullable Integer line,
        @Nullable ProgressReport report,
        @Nullable String reportId,
        Outcome outcome) {

    static ItemResult of(Incoming item, Outcome outcome) {
        if (item instanceof Incoming.Legible readable) {
            ProgressReport report = readable.report();
            return new ItemResult(item.index(), item.line(), report, report.getReportId(), outcome);
        }
        Incoming.Illegible unreadable = (Incoming.Illegible) item;
        return new ItemResult(item.index(), item.line(), null, unreadable.reportId(), outcome);
    }

    /** The same item with what is known of it later. */
    public ItemResult with(Outcome later) {
        return new ItemResult(index, line, report, reportId, later);
    }
}
