package org.tiendo.producer.files;

import java.util.List;
import org.tiendo.v1.ProgressReport;

/** What became of one row of a file. */
public sealed interface RowOutcome {

    /** The row's number in the sheet, or the line of the CSV file on which it begins; the first is 1. */
    int line();

    /**
     * A report that can be sent. Where the file does not give its reportId, the id is derived from what the row says, so
     * the same row always has the same; {@link ImportJournal} turns it into one that a correction can follow.
     *
     * @param given what of its identity the file itself gives
     */
    record GoodRow(int line, ProgressReport report, Given given) implements RowOutcome {}

    /** A row that cannot be sent, with everything that is wrong with it; never empty. */
    record BadRow(int line, List<Flaw> flaws) implements RowOutcome {}

    /** A row of a form that nobody has filled in: it names a task and says nothing of it. Nothing is sent for it. */
    record UnfilledRow(int line) implements RowOutcome {}

    /**
     * Which of a report's identity comes from the file's own columns.
     *
     * @param reportId true where the file names it
     * @param reportedAt true where the file names it
     */
    record Given(boolean reportId, boolean reportedAt) {}
}
