package org.tiendo.streams.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.producer.files.BadFileException;
import org.tiendo.producer.files.FileLimits;
import org.tiendo.producer.files.FileProblem;
import org.tiendo.producer.files.ReportFile;
import org.tiendo.producer.files.RowOutcome;
import org.tiendo.producer.files.RowRules;
import org.tiendo.streams.gateway.BadBodyException.Kind;

/**
 * Reads an uploaded CSV file or workbook. Rows are checked by what is published, as {@code tiendo import} does. A row that
 * names no reportId has one that follows from what it says, so the same file twice is the same reports.
 */
public final class FileReports {
    private static final FileLimits LIMITS =
            new FileLimits(FileLimits.DEFAULT.bytes(), FileLimits.DEFAULT.inflatedBytes(), JsonReports.MOST_REPORTS);
    private static final Set<FileProblem> TOO_LARGE =
            EnumSet.of(FileProblem.FILE_TOO_LARGE, FileProblem.INFLATES_TOO_LARGE, FileProblem.TOO_MANY_ROWS);

    /** A workbook takes ten times its size and more while it is unpacked. */
    private static final int MOST_AT_ONCE = 2;

    private final Published published;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /**
     * What a request says beside the file.
     *
     * @param unit the unit of rows that name none; rows that name another are bad
     * @param asOf the date of rows that name none
     * @param sheet the sheet that is meant
     */
    public record Beside(Optional<String> unit, Optional<LocalDate> asOf, Optional<String> sheet) {
        /** True where nothing is said. */
        public boolean isEmpty() {
            return unit.isEmpty() && asOf.isEmpty() && sheet.isEmpty();
        }
    }

    public FileReports(Published published) {
        this.published = published;
    }

    /**
     * Reads every row that is filled in.
     *
     * @param speaksFor the units that whoever sent it may report for: rows of others are refused, and what is published of
     *     others is, to them, not there
     * @throws BadBodyException when the file as a whole cannot be used
     * @throws FilesBusyException when as many files are being read as may be
     * @throws org.tiendo.producer.OperationFailedException when what is published cannot be read
     */
    public List<Incoming> read(byte[] file, Beside beside, Instant now, Predicate<String> speaksFor) {
        if (!places.tryAcquire()) {
            throw new FilesBusyException(MOST_AT_ONCE);
        }
        try {
            ReportFile read = ReportFile.read(new ByteArrayInputStream(file), LIMITS, beside.sheet());
            List<Incoming> items = rows(read, rules(published.recent(), beside, now, speaksFor));
            // A row may only seem bad because its task was published a moment ago.
            return items.stream().anyMatch(FileReports::isDoubtful)
                    ? rows(read, rules(published.newest(), beside, now, speaksFor))
                    : items;
        } catch (BadFileException e) {
            Kind kind = TOO_LARGE.stream().map(FileProblem::name).anyMatch(e.code()::equals)
                    ? Kind.TOO_LARGE
                    : Kind.UNUSABLE;
            throw new BadBodyException(kind, e.code(), e.messageVi() + " / " + e.messageEn());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be read", e);
        } finally {
            places.release();
        }
    }

    private static RowRules rules(PublishedDefinitions all, Beside beside, Instant now, Predicate<String> speaksFor) {
        return new RowRules(all.concerning(speaksFor), now, beside.unit(), beside.asOf(), speaksFor);
    }

    /** Nothing that is published makes good a row of a unit that the caller does not speak for. */
    private static boolean isDoubtful(Incoming item) {
        return item instanceof Incoming.Illegible bad
                && bad.refusal().flaws().stream()
                        .noneMatch(flaw -> flaw.code().equals(RefusalCode.UNAUTHORISED_UNIT.name()));
    }

    private static List<Incoming> rows(ReportFile file, RowRules rules) {
        List<Incoming> items = new ArrayList<>();
        try (Stream<RowOutcome> rows = file.rows(rules)) {
            rows.forEach(row -> {
                if (row instanceof RowOutcome.GoodRow good) {
                    boolean stampedHere = !good.given().reportedAt();
                    items.add(new Incoming.Legible(items.size(), good.line(), good.report(), stampedHere));
                } else if (row instanceof RowOutcome.BadRow bad) {
                    items.add(new Incoming.Illegible(items.size(), bad.line(), null, ItemRefusal.ofFlaws(bad.flaws())));
                }
            });
        }
        if (items.isEmpty()) {
            throw new BadBodyException(
                    Kind.UNUSABLE,
                    "NO_REPORTS",
                    "Không có dòng nào được điền. Hãy điền báo cáo rồi gửi lại. / No row is filled in; fill in the reports"
                            + " and send the file again");
        }
        return items;
    }
}
