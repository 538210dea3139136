package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiendo.v1.ProgressReport;

/** Every vector of {@code bad-rows.tsv} ends in its code and nothing else, and the rows around it are read. */
class BadRowVectorsTest {
    private static final List<String> COLUMNS = List.of(
            "task",
            "unit",
            "status",
            "percent",
            "date",
            "numerator",
            "denominator",
            "period",
            "note",
            "reportId",
            "reportedAt");
    private static final List<String> SOUND =
            List.of("i", Published.UNIT, "đang làm", "40", "30/06/2025", "5", "10", "", "", "", "");
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+) (.)}");

    static Stream<Arguments> vectors() throws IOException {
        try (InputStream table = BadRowVectorsTest.class.getResourceAsStream("bad-rows.tsv")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> Arguments.of(Named.of(parts[0], parts[1]), cell(parts[2]), parts[3], parts[4]));
        }
    }

    private static String cell(String text) {
        Matcher repeated = REPEATED.matcher(text);
        return repeated.matches() ? repeated.group(2).repeat(Integer.parseInt(repeated.group(1))) : text;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aBadCellOfACsvFileIsNamed(String column, String cell, String code, String place) {
        // When
        ReadRows read =
                ReadRows.ofCsv(String.join(";", COLUMNS), line(0), String.join(";", row(column, cell)), line(1));

        // Then
        namesIt(read, code, place);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aBadCellOfAWorkbookIsNamed(String column, String cell, String code, String place) throws IOException {
        // When
        ReadRows read = ReadRows.of(WorkbookTest.workbook(book -> {
            XSSFSheet sheet = book.createSheet("Báo cáo");
            WorkbookTest.row(sheet, 0, COLUMNS.toArray(String[]::new));
            WorkbookTest.row(sheet, 1, line(0).split(";", -1));
            WorkbookTest.row(sheet, 2, row(column, cell).toArray(String[]::new));
            WorkbookTest.row(sheet, 3, line(1).split(";", -1));
        }));

        // Then
        namesIt(read, code, place);
    }

    private static void namesIt(ReadRows read, String code, String place) {
        assertThat(read.flaws()).containsExactly("3" + place + " " + code);
        Flaw flaw = read.bad().get(0).flaws().get(0);
        assertThat(flaw.messageVi()).isNotBlank().isNotEqualTo(flaw.messageEn());
        assertThat(flaw.messageEn()).isNotBlank();
        assertThat(read.reports()).extracting(ProgressReport::getPercent).containsExactly(50, 51);
    }

    /** A neighbour. */
    private static String line(int number) {
        List<String> row = new ArrayList<>(SOUND);
        row.set(COLUMNS.indexOf("percent"), String.valueOf(50 + number));
        row.set(COLUMNS.indexOf("date"), (28 + number) + "/06/2025");
        return String.join(";", row);
    }

    private static List<String> row(String column, String cell) {
        List<String> row = new ArrayList<>(SOUND);
        row.set(COLUMNS.indexOf(column), cell);
        return row;
    }
}
