package org.tiendo.streams.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.tiendo.v1.ProgressReport;

/** Which of two reports on one occurrence is in force: the greater (asOf, reportedAt, reportId), however they arrived. */
final class WinnerOrder {
    /** Ids by their UTF-8 bytes, as the store sorts them. */
    static final Comparator<ProgressReport> COMPARATOR = Comparator.comparing(ProgressReport::getAsOf)
            .thenComparing(ProgressReport::getReportedAt)
            .thenComparing(report -> report.getReportId().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private WinnerOrder() {}

    static boolean isNewer(ProgressReport report, ProgressReport than) {
        return COMPARATOR.compare(report, than) > 0;
    }
}
