package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class ReportFormTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 7, 1);

    @ParameterizedTest
    @EnumSource(FormWords.class)
    void aFormFilledInByAnotherProgramIsReadAsItWasTyped(FormWords words) throws IOException {
        // Given
        byte[] form = form(words);

        // When
        byte[] filled;
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(form));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.getSheetAt(0);
            Row share = rowOf(sheet, "i");
            share.getCell(4).setCellValue(words.status(Status.IN_PROGRESS));
            share.getCell(6).setCellValue(LocalDate.of(2025, 6, 30));
            share.getCell(7).setCellValue(1234);
            share.getCell(8).setCellValue(5678);
            Row quarterly = rowOf(sheet, "q");
            quarterly.getCell(4).setCellValue(words.status(Status.DONE));
            quarterly.getCell(5).setCellValue(100);
            quarterly.getCell(6).setCellValue(LocalDate.of(2025, 6, 29));
            quarterly.getCell(9).setCellValue("2025-Q2");
            quarterly.getCell(10).setCellValue("Đã nộp đúng hạn;\n\"không\" vướng, cảm ơn");
            quarterly.getCell(11).setCellValue("12/BC-BTC");
            quarterly.getCell(12).setCellValue("Báo cáo quý II");
            book.write(out);
            filled = out.toByteArray();
        }
        ReadRows read = ReadRows.of(filled);

        // Then
        assertThat(read.flaws()).isEmpty();
        assertThat(read.unknownColumns()).isEmpty();
        assertThat(read.outcomes())
                .filteredOn(RowOutcome.UnfilledRow.class::isInstance)
                .hasSize(2);
        assertThat(read.reports()).extracting(ProgressReport::getTaskId).containsExactly("i", "q");
        assertThat(read.reports().get(0))
                .isEqualTo(report(read, 0, "i", Status.IN_PROGRESS, 30)
                        .setNumerator(1234L)
                        .setDenominator(5678L)
                        .build());
        assertThat(read.reports().get(1))
                .isEqualTo(report(read, 1, "q", Status.DONE, 29)
                        .setPercent(100)
                        .setPeriod("2025-Q2")
                        .setNote("Đã nộp đúng hạn;\n\"không\" vướng, cảm ơn")
                        .setEvidence(List.of(new Evidence("12/BC-BTC", "Báo cáo quý II", null)))
                        .build());
    }

    private static ProgressReport.Builder report(ReadRows read, int index, String task, Status status, int day) {
        return ProgressReport.newBuilder()
                .setReportId(read.reports().get(index).getReportId())
                .setTaskId(task)
                .setUnitId(Published.UNIT)
                .setStatus(status)
                .setAsOf(LocalDate.of(2025, 6, day))
                .setReportedAt(Published.NOW);
    }

    @Test
    void theFormChecksWhatIsTypedAndLocksWhatIsNot() throws IOException {
        // When
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(form(FormWords.VI)))) {
            XSSFSheet sheet = book.getSheetAt(0);

            // Then
            assertThat(sheet.getProtect()).isTrue();
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 4);
            assertThat(rowOf(sheet, "t-1").getCell(0).getCellStyle().getLocked())
                    .isTrue();
            assertThat(rowOf(sheet, "t-1").getCell(4).getCellStyle().getLocked())
                    .isFalse();
            assertThat(rowOf(sheet, "t-1").getCell(1).getStringCellValue()).isEqualTo("Ban hành quy chế");
            assertThat(rowOf(sheet, "t-1").getCell(2).getStringCellValue()).isEqualTo("31/12/2025");
            assertThat(sheet.getDataValidations())
                    .extracting(
                            rule -> rule.getRegions().getCellRangeAddresses()[0].formatAsString())
                    .containsExactlyInAnyOrder("E5:E8", "F5:F8", "G5:G8", "H5:H8", "I5:I8");
            assertThat(sheet.getDataValidations())
                    .extracting(rule -> rule.getValidationConstraint().getFormula1())
                    .contains("AND(ISNUMBER(F5),F5>=0,F5<=100,F5=INT(F5))");
            assertThat(sheet.getDataValidations()).allMatch(DataValidation::getShowErrorBox);
            assertThat(book.getSheetAt(1).getSheetName()).isEqualTo("Hướng dẫn");
        }
    }

    @Test
    void anUntouchedFormHoldsNoReport() throws IOException {
        // When
        ReadRows read = ReadRows.of(form(FormWords.VI));

        // Then
        assertThat(read.outcomes()).hasSize(4).allMatch(RowOutcome.UnfilledRow.class::isInstance);
    }

    static byte[] form(FormWords words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ReportForm(words)
                .write(
                        out,
                        Published.UNIT,
                        Optional.of("Ban Tổ chức"),
                        Published.definitions().tasksOf(Published.UNIT),
                        TODAY);
        return out.toByteArray();
    }

    private static Row rowOf(XSSFSheet sheet, String task) {
        for (Row row : sheet) {
            if (row.getCell(0) != null && row.getCell(0).getStringCellValue().equals(task)) {
                return row;
            }
        }
        throw new AssertionError("no row for " + task);
    }
}
