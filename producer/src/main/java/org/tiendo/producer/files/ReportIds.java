package org.tiendo.producer.files;

import java.time.Instant;
import java.util.Optional;
import org.tiendo.v1.ProgressReport;

/** Derives reportIds from what reports say, so that the same row has the same id wherever it is imported. */
final class ReportIds {
    private ReportIds() {}

    /**
     * The id of a report that follows no other one.
     *
     * @param reportedAt when it was made, where the file says so
     */
    static String first(ProgressReport report, Optional<Instant> reportedAt) {
        return derived(report, reportedAt.map(Instant::toString).orElse(""));
    }

    /** The id of a report that takes an earlier one's place: saying again what was said before that one is new, too. */
    static String following(ProgressReport report, String earlierId) {
        return derived(report, "after " + earlierId);
    }

    private static String derived(ProgressReport report, String beside) {
        return Digest.of(Digest.ofContent(report).toHex(), beside).toUuid().toString();
    }
}
