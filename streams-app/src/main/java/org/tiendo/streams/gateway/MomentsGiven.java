package org.tiendo.streams.gateway;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tiendo.contract.Ids;
import org.tiendo.v1.ProgressReport;

/**
 * Remembers which moment was given to a report that named its id and not its moment. Made again, the same request must be
 * the same report, and with another moment it would not be.
 */
final class MomentsGiven {
    private static final int MOST = 50_000;

    private final Map<String, Instant> newest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    /** The report with the moment it was given first. Called by one thread only. */
    ProgressReport stamp(Incoming.Legible item, Earlier earlier) {
        ProgressReport report = item.report();
        if (!item.stampedHere()) {
            return report;
        }
        String key = Ids.join(report.getTaskId(), report.getReportId());
        Instant moment = newest.get(key);
        if (moment == null) {
            moment = earlier.accepted(report.getTaskId(), report.getReportId())
                    .map(ProgressReport::getReportedAt)
                    .orElse(report.getReportedAt());
            newest.put(key, moment);
        }
        return ProgressReport.newBuilder(report).setReportedAt(moment).build();
    }
}
