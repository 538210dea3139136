package org.tiendo.producer.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.tiendo.v1.ProgressReport;

/** What is read of a file, all at once; for tests. */
record ReadRows(List<RowOutcome> outcomes, List<String> unknownColumns) {

    static ReadRows ofCsv(String... lines) {
        return of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static ReadRows of(byte[] bytes) {
        return of(bytes, Published.rules());
    }

    static ReadRows of(byte[] bytes, RowRules rules) {
        try {
            ReportFile file = ReportFile.read(new ByteArrayInputStream(bytes), FileLimits.DEFAULT);
            try (Stream<RowOutcome> rows = file.rows(rules)) {
                return new ReadRows(rows.toList(), file.unknownColumns());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ProgressReport> reports() {
        return outcomes.stream()
                .filter(RowOutcome.GoodRow.class::isInstance)
                .map(row -> ((RowOutcome.GoodRow) row).report())
                .toList();
    }

    List<RowOutcome.BadRow> bad() {
        return outcomes.stream()
                .filter(RowOutcome.BadRow.class::isInstance)
                .map(RowOutcome.BadRow.class::cast)
                .toList();
    }

    /** Line, column letter and code of every flaw. */
    List<String> flaws() {
        return bad().stream()
                .flatMap(row -> row.flaws().stream().map(flaw -> row.line() + flaw.letter() + " " + flaw.code()))
                .toList();
    }
}
