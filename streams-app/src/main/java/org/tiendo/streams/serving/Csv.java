package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes rows as CSV that a spreadsheet opens without running anything in it. */
final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Csv() {}

    static byte[] bytes(Columns columns, List<ObjectNode> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter csv = CsvWriter.builder().build(out, UTF_8)) {
            csv.writeRecord(columns.names());
            for (ObjectNode row : rows) {
                csv.writeRecord(columns.cells(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write CSV", e);
        }
        return out.toByteArray();
    }

    /** Puts a quote before text that a spreadsheet would take for a formula, also after leading blanks. */
    static String harmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (FORMULA_STARTS.indexOf(text.charAt(i)) >= 0) {
                return "'" + text;
            }
            if (!isBlank(text.charAt(i))) {
                return text;
            }
        }
        return text;
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
