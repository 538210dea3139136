package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.StoredReport;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/**
 * The report in force on an occurrence, and since when it has been done.
 *
 * @param winner the greatest report in {@link WinnerOrder} that was not taken back; null without one
 * @param doneSince first asOf of the unbroken run of DONE reports that ends at the winner; null when it is not done
 */
record InForce(@Nullable ProgressReport winner, @Nullable LocalDate doneSince) {

    /** Works it out from the occurrence's accepted reports, newest first in winner order. */
    static InForce of(Iterable<StoredReport> newestFirst) {
        ProgressReport winner = null;
        LocalDate doneSince = null;
        for (StoredReport stored : newestFirst) {
            if (stored.getWithdrawn()) {
                continue;
            }
            ProgressReport report = stored.getReport();
            if (winner == null) {
                winner = report;
            }
            if (report.getStatus() != Status.DONE) {
                break;
            }
            doneSince = report.getAsOf();
        }
        return new InForce(winner, doneSince);
    }

    /** The same for one more report that is newer than all before it, without reading them again. */
    static InForce after(OccurrenceState before, ProgressReport newest) {
        if (newest.getStatus() != Status.DONE) {
            return new InForce(newest, null);
        }
        LocalDate doneSince = before.getDoneSince();
        return new InForce(newest, doneSince == null ? newest.getAsOf() : doneSince);
    }

    /** Writes it into the occurrence; a report that undoes DONE opens the next episode of alerts. */
    void applyTo(OccurrenceState occurrence) {
        boolean wasDone = occurrence.getDoneSince() != null;
        if (wasDone && doneSince == null) {
            occurrence.setEpisode(occurrence.getEpisode() + 1);
        }
        occurrence.setWinner(winner == null ? null : withoutFreeWords(winner));
        occurrence.setDoneSince(doneSince);
    }

    /** An assignment's state holds the winner of every period, so it leaves out what no figure depends on. */
    private static ProgressReport withoutFreeWords(ProgressReport report) {
        return ProgressReport.newBuilder(report)
                .setReporter(null)
                .setNote(null)
                .setEvidence(List.of())
                .build();
    }
}
