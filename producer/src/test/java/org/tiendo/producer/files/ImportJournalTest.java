package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.files.ImportJournal.Settled;
import org.tiendo.v1.ProgressReport;

class ImportJournalTest {
    private static final String HEADER = "task,unit,status,percent,date,reportId,reportedAt\n";
    private static final Instant LATER = Published.NOW.plus(Duration.ofHours(1));
    private static final Instant LATEST = LATER.plus(Duration.ofHours(1));

    @TempDir
    Path directory = Path.of("");

    @Test
    void theSameRowIsTheSameReportWhereverItStands() throws IOException {
        // Given
        Settled first = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,", Published.NOW);

        // When
        Settled again = importFile("\nt-1,ban-to-chức,đang làm,40 %,30/06/2025,,", LATER);

        // Then
        assertThat(first).isInstanceOf(Settled.New.class);
        assertThat(again).isEqualTo(new Settled.Again(first.report()));
    }

    @Test
    void aCorrectedRowIsANewReportMadeNow() throws IOException {
        // Given
        ProgressReport first = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,", Published.NOW)
                .report();

        // When
        Settled corrected = importFile("t-1,ban-to-chức,in progress,50,2025-06-30,,", LATER);

        // Then
        assertThat(corrected).isInstanceOf(Settled.Correction.class);
        assertThat(corrected.report().getReportId()).isNotEqualTo(first.getReportId());
        assertThat(corrected.report().getReportedAt()).isEqualTo(LATER);
    }

    @Test
    void aCorrectionTakenBackIsNewToo() throws IOException {
        // Given
        ProgressReport first = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,", Published.NOW)
                .report();
        importFile("t-1,ban-to-chức,in progress,50,2025-06-30,,", LATER);

        // When
        Settled back = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,\n\n", LATEST);

        // Then
        assertThat(back).isInstanceOf(Settled.Correction.class);
        assertThat(back.report().getReportId()).isNotEqualTo(first.getReportId());
        assertThat(back.report().getReportedAt()).isEqualTo(LATEST);
    }

    @Test
    void theVeryFileOfBeforeTakesNoCorrectionBack() throws IOException {
        // Given
        String old = "t-1,ban-to-chức,in progress,40,2025-06-30,,";
        ProgressReport first = importFile(old, Published.NOW).report();
        importFile("t-1,ban-to-chức,in progress,50,2025-06-30,,", LATER);

        // When
        Settled again = importFile(old, LATEST);

        // Then
        assertThat(again).isEqualTo(new Settled.Again(first));
    }

    @Test
    void aCorrectionIsLaterThanWhatItCorrectsEvenWhenTheClockWentBack() throws IOException {
        // Given
        importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,", LATER);

        // When
        Settled corrected = importFile("t-1,ban-to-chức,in progress,50,2025-06-30,,", Published.NOW);

        // Then
        assertThat(corrected.report().getReportedAt()).isEqualTo(LATER.plusMillis(1));
    }

    @Test
    void aRowsOwnIdStandsForOneReport() throws IOException {
        // Given
        ProgressReport first = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,r-1,", Published.NOW)
                .report();

        // When
        Settled again = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,r-1,\n", LATER);
        Settled changed = importFile("t-1,ban-to-chức,in progress,50,2025-06-30,r-1,", LATER);

        // Then
        assertThat(first.getReportId()).isEqualTo("r-1");
        assertThat(again).isEqualTo(new Settled.Again(first));
        assertThat(changed).isEqualTo(new Settled.IdTaken("r-1"));
        assertThat(((Settled.IdTaken) changed).flaw().code()).isEqualTo("REPORT_ID_CHANGED");
    }

    @Test
    void aRowThatSaysWhenItWasMadeNeedsNoJournal() throws IOException {
        // Given
        String row = "t-1,ban-to-chức,in progress,40,2025-06-30,,2025-06-30T17:00:00+07:00";
        ProgressReport first = importFile(row, Published.NOW).report();
        Files.delete(journal());

        // When
        ProgressReport again = importFile(row, LATER).report();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(again.getReportedAt()).isEqualTo(Instant.parse("2025-06-30T10:00:00Z"));
    }

    @Test
    void aJournalCutOffAnywhereInItsLastLineIsReadWithoutIt() throws IOException {
        // Given
        ProgressReport first = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,", Published.NOW)
                .report();
        byte[] whole = Files.readAllBytes(journal());
        importFile("t-2,ban-to-chức,in progress,40,2025-06-30,,", Published.NOW);
        byte[] longer = Files.readAllBytes(journal());

        for (int length = whole.length; length < longer.length; length++) {
            // When
            Files.write(journal(), java.util.Arrays.copyOf(longer, length));
            Settled again = importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,\n", LATER);

            // Then
            assertThat(again).as("cut at %s", length).isEqualTo(new Settled.Again(first));
        }
    }

    @Test
    void aDamagedJournalIsNamed() throws IOException {
        // Given
        importFile("t-1,ban-to-chức,in progress,40,2025-06-30,,", Published.NOW);
        byte[] bytes = Files.readAllBytes(journal());
        bytes[10] ^= 1;
        Files.write(journal(), bytes);

        // Then
        assertThatThrownBy(() -> ImportJournal.open(journal()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("line 1 is damaged");
    }

    @Test
    void oneImportAtATimeWrites() {
        // When
        try (ImportJournal open = ImportJournal.open(journal())) {
            // Then
            assertThatThrownBy(() -> ImportJournal.open(journal()))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("another import is using");
            assertThat(open).isNotNull();
        }
    }

    private Path journal() {
        return directory.resolve("imports.journal");
    }

    /** Imports a file of one row, as the command does. */
    private Settled importFile(String row, Instant now) throws IOException {
        byte[] bytes = (HEADER + row).getBytes(StandardCharsets.UTF_8);
        ReportFile file = ReportFile.read(new ByteArrayInputStream(bytes), FileLimits.DEFAULT);
        try (ImportJournal journal = ImportJournal.open(journal());
                Stream<RowOutcome> rows = file.rows(new RowRules(Published.definitions(), now))) {
            List<RowOutcome> read = rows.toList();
            assertThat(read).singleElement().isInstanceOf(RowOutcome.GoodRow.class);
            RowOutcome.GoodRow good = (RowOutcome.GoodRow) read.get(0);
            Settled settled = journal.settle(file, good);
            journal.add(good, settled);
            journal.add(file, now);
            journal.force();
            return settled;
        }
    }
}
