package org.tiendo.producer.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file of reports, CSV or XLSX: which one it is, the bytes say and not its name. It is held in memory as it came, which
 * is bounded; its rows are read one at a time, as often as wanted.
 *
 * <pre>{@code
 * ReportFile file = ReportFile.read(upload, FileLimits.DEFAULT);
 * try (Stream<RowOutcome> rows = file.rows(new RowRules(published, clock.instant()))) {
 *     rows.forEach(row -> {
 *         if (row instanceof RowOutcome.GoodRow good) {
 *             reporter.send(good.report());
 *         } else if (row instanceof RowOutcome.BadRow bad) {
 *             bad.flaws().forEach(flaw -> complain(bad.line(), flaw.column(), flaw.messageVi()));
 *         }
 *     });
 * }
 * }</pre>
 *
 * Whoever wants all rows or none goes through them twice: what is wrong with the file as a whole may show in its last row.
 */
public final class ReportFile {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final List<byte[]> NO_TABLES = List.of(
            "%PDF".getBytes(StandardCharsets.US_ASCII),
            new byte[] {(byte) 0x89, 'P', 'N', 'G'},
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            new byte[] {0x1F, (byte) 0x8B},
            new byte[] {'P', 'K', 5, 6},
            "{\\rtf".getBytes(StandardCharsets.US_ASCII));

    /** In an encrypted workbook, which is no zip archive but an old kind of container, this part holds the other. */
    private static final byte[] ENCRYPTED_PART = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private final Table table;
    private final Header header;
    private final FileLimits limits;
    private final Digest digest;

    private ReportFile(Table table, Header header, FileLimits limits, Digest digest) {
        this.table = table;
        this.header = header;
        this.limits = limits;
        this.digest = digest;
    }

    /**
     * Reads a file of one sheet.
     *
     * @throws BadFileException when it is too large, no file of reports, or one that cannot be read
     * @throws IOException when the stream fails
     */
    public static ReportFile read(InputStream in, FileLimits limits) throws IOException {
        return read(in, limits, Optional.empty());
    }

    /**
     * Reads a file.
     *
     * @param sheet the sheet that is meant, where a workbook has several with reports
     * @throws BadFileException when it is too large, no file of reports, or one that cannot be read
     * @throws IOException when the stream fails
     */
    public static ReportFile read(InputStream in, FileLimits limits, Optional<String> sheet) throws IOException {
        byte[] bytes = in.readNBytes(limits.bytes() + 1);
        if (bytes.length > limits.bytes()) {
            throw FileProblem.FILE_TOO_LARGE.with(limits.bytes());
        }
        Table table = tableOf(bytes, limits, sheet);
        Header header = Header.find(table.rows()).orElseThrow(FileProblem.NO_HEADER::with);
        header.check();
        return new ReportFile(table, header, limits, Digest.ofBytes(bytes));
    }

    private static Table tableOf(byte[] bytes, FileLimits limits, Optional<String> sheet) {
        if (begins(bytes, ZIP)) {
            Workbook workbook = Workbook.of(bytes, limits.inflatedBytes());
            return workbook.table(sheetOf(workbook, sheet));
        }
        if (begins(bytes, OLE)) {
            throw holds(bytes, ENCRYPTED_PART)
                    ? FileProblem.ENCRYPTED_WORKBOOK.with()
                    : FileProblem.OLD_WORKBOOK.with();
        }
        if (NO_TABLES.stream().anyMatch(kind -> begins(bytes, kind)) || firstCharacter(bytes) == '<') {
            throw FileProblem.NOT_A_TABLE.with();
        }
        if (firstCharacter(bytes) == ' ') {
            throw FileProblem.EMPTY_FILE.with();
        }
        return CsvTable.of(bytes);
    }

    private static boolean begins(byte[] bytes, byte[] signature) {
        return bytes.length >= signature.length
                && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** The first character that shows; a blank where none does. Marks of the character set do not show. */
    private static char firstCharacter(byte[] bytes) {
        for (byte value : bytes) {
            boolean isMark = (value & 0xFF) == 0xEF
                    || (value & 0xFF) == 0xBB
                    || (value & 0xFF) == 0xBF
                    || (value & 0xFF) == 0xFE
                    || (value & 0xFF) == 0xFF;
            if (!isMark && value != 0 && value != ' ' && value != '\t' && value != '\r' && value != '\n') {
                return (char) (value & 0xFF);
            }
        }
        return ' ';
    }

    private static Workbook.Sheet sheetOf(Workbook workbook, Optional<String> wanted) {
        if (wanted.isPresent()) {
            String name = wanted.get();
            return workbook.sheets().stream()
                    .filter(sheet -> sheet.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> FileProblem.NO_SUCH_SHEET.with(CellText.shown(name), names(workbook.sheets())));
        }
        List<Workbook.Sheet> withReports = new ArrayList<>();
        for (Workbook.Sheet sheet : workbook.sheets()) {
            if (Header.find(workbook.table(sheet).rows()).isPresent()) {
                withReports.add(sheet);
            }
        }
        if (withReports.size() > 1) {
            throw FileProblem.MANY_SHEETS.with(names(withReports));
        }
        return withReports.stream().findFirst().orElseThrow(FileProblem.NO_HEADER::with);
    }

    private static String names(List<Workbook.Sheet> sheets) {
        return String.join(
                ", ",
                sheets.stream()
                        .map(sheet -> "\"" + CellText.shown(sheet.name()) + "\"")
                        .toList());
    }

    /** Headers that name no column of a report; what stands below them is not read. */
    public List<String> unknownColumns() {
        return header.unknown();
    }

    /**
     * Its rows that are not blank, in their order. The stream throws {@link BadFileException} when the file cannot be read
     * any further, has too many rows, or none.
     */
    public Stream<RowOutcome> rows(RowRules rules) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Outcomes(table.rows(), new RowReader(header, rules)),
                        Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    /** What tells this file from others. */
    Digest digest() {
        return digest;
    }

    private final class Outcomes implements Iterator<RowOutcome> {
        private final Iterator<Table.Row> rows;
        private final RowReader reader;
        private Optional<Table.Row> next = Optional.empty();
        private int count;

        Outcomes(Iterator<Table.Row> rows, RowReader reader) {
            this.rows = rows;
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && rows.hasNext()) {
                Table.Row row = rows.next();
                if (row.line() > header.lastLine() && !row.isBlank()) {
                    next = Optional.of(row);
                    count++;
                }
            }
            if (count > limits.rows()) {
                throw FileProblem.TOO_MANY_ROWS.with(limits.rows());
            }
            if (count == 0) {
                throw FileProblem.NO_ROWS.with();
            }
            return next.isPresent();
        }

        @Override
        public RowOutcome next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            RowOutcome outcome = reader.read(next.orElseThrow());
            next = Optional.empty();
            return outcome;
        }
    }
}
