package org.tiendo.producer.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.Iterator;
import java.util.Optional;

/** A CSV file. Its separator is the one with which the header names the most columns. */
final class CsvTable implements Table {
    private static final char[] SEPARATORS = {';', ',', '\t', '|'};

    private final byte[] bytes;
    private final TextEncoding encoding;
    private final char separator;

    private CsvTable(byte[] bytes, TextEncoding encoding, char separator) {
        this.bytes = bytes;
        this.encoding = encoding;
        this.separator = separator;
    }

    /** @throws BadFileException when the bytes are no text, or no header is found in it */
    static CsvTable of(byte[] bytes) {
        TextEncoding encoding = TextEncoding.of(bytes);
        Optional<CsvTable> best = Optional.empty();
        BadFileException reason = FileProblem.NO_HEADER.with();
        int most = 0;
        for (char separator : SEPARATORS) {
            CsvTable table = new CsvTable(bytes, encoding, separator);
            try {
                int columns = Header.find(table.rows())
                        .map(header -> header.columns().size())
                        .orElse(0);
                if (columns > most) {
                    best = Optional.of(table);
                    most = columns;
                }
            } catch (BadFileException e) {
                reason = e;
            }
        }
        if (best.isEmpty()) {
            throw reason;
        }
        return best.get();
    }

    @Override
    public Iterator<Row> rows() {
        return new Rows(
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(encoding.reader(bytes))
                        .iterator(),
                separator);
    }

    /** Says on which line reading ended: what quotation marks hold together cannot be known after a wrong one. */
    private static final class Rows implements Iterator<Row> {
        private final Iterator<CsvRecord> records;
        private final Optional<Character> separator;
        private int nextLine = 1;

        Rows(Iterator<CsvRecord> records, char separator) {
            this.records = records;
            this.separator = Optional.of(separator);
        }

        @Override
        public boolean hasNext() {
            try {
                return records.hasNext();
            } catch (CsvParseException e) {
                throw FileProblem.BAD_QUOTES.with(nextLine);
            }
        }

        @Override
        public Row next() {
            CsvRecord split;
            try {
                split = records.next();
            } catch (CsvParseException e) {
                throw FileProblem.BAD_QUOTES.with(nextLine);
            }
            int line = Math.toIntExact(split.getStartingLineNumber());
            nextLine = line
                    + 1
                    + split.getFields().stream().mapToInt(Rows::lineBreaks).sum();
            return new Row(line, split.getFields().stream().map(CellText::cell).toList(), separator);
        }

        private static int lineBreaks(String text) {
            return Math.toIntExact(
                    text.chars().filter(character -> character == '\n').count());
        }
    }
}
