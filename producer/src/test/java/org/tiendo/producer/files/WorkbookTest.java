package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.ProgressReport;

class WorkbookTest {
    private static final String[] HEADER = {
        "Mã nhiệm vụ", "Đơn vị", "Trạng thái", "Tỷ lệ", "Ngày số liệu", "Tử số", "Mẫu số", "Ghi chú"
    };

    @Test
    void datesPercentagesAndFiguresAreReadAsTheyAreShown() throws IOException {
        // Given
        byte[] file = workbook(book -> {
            XSSFSheet sheet = sheet(book);
            Row row = row(sheet, 1, "i", Published.UNIT, "Đang thực hiện");
            row.createCell(3).setCellValue(0.29);
            row.getCell(3).setCellStyle(style(book, "0%"));
            row.createCell(4).setCellValue(LocalDate.of(2025, 6, 30));
            row.getCell(4).setCellStyle(style(book, "dd/mm/yyyy"));
            row.createCell(5).setCellValue(1234);
            row.createCell(6).setCellValue("1.234.567");
            row.createCell(7).setCellValue("dòng một\ndòng hai");
        });

        // When
        ReadRows read = ReadRows.of(file);

        // Then
        assertThat(read.flaws()).isEmpty();
        assertThat(read.reports())
                .singleElement()
                .returns(29, ProgressReport::getPercent)
                .returns(LocalDate.of(2025, 6, 30), ProgressReport::getAsOf)
                .returns(1234L, ProgressReport::getNumerator)
                .returns(1_234_567L, ProgressReport::getDenominator)
                .returns("dòng một\ndòng hai", ProgressReport::getNote);
    }

    @Test
    void aFormulasValueIsReadAndOneWithoutIsNamed() throws IOException {
        // Given
        byte[] file = workbook(book -> {
            XSSFSheet sheet = sheet(book);
            Row worked = row(sheet, 1, "t-1", Published.UNIT, "Hoàn thành");
            worked.createCell(3).setCellFormula("50*2");
            worked.createCell(4).setCellFormula("DATE(2025,6,30)");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            Row unworked = row(sheet, 2, "t-2", Published.UNIT, "Hoàn thành");
            unworked.createCell(4).setCellFormula("TODAY()-1");
            Row wrong = row(sheet, 3, "t-2", Published.UNIT, "Hoàn thành");
            wrong.createCell(3).setCellErrorValue(org.apache.poi.ss.usermodel.FormulaError.REF.getCode());
            wrong.createCell(4).setCellValue("30/06/2025");
        });

        // When
        ReadRows read = ReadRows.of(file);

        // Then
        assertThat(read.reports())
                .singleElement()
                .returns(100, ProgressReport::getPercent)
                .returns(LocalDate.of(2025, 6, 30), ProgressReport::getAsOf);
        assertThat(read.flaws()).containsExactly("3E FORMULA_WITHOUT_VALUE", "4D ERROR_CELL");
        assertThat(read.bad().get(1).flaws().get(0).messageVi()).contains("#REF!");
    }

    @Test
    void datesOfThe1904SystemAreFourYearsLater() throws IOException {
        // Given
        byte[] file = workbook(book -> {
            book.getCTWorkbook().getWorkbookPr().setDate1904(true);
            Row row = row(sheet(book), 1, "t-1", Published.UNIT, "Hoàn thành");
            row.createCell(4).setCellValue((double)
                    ChronoUnit.DAYS.between(LocalDate.of(1904, 1, 1), LocalDate.of(2025, 6, 30)));
        });

        // Then
        assertThat(ReadRows.of(file).reports())
                .singleElement()
                .returns(LocalDate.of(2025, 6, 30), ProgressReport::getAsOf);
    }

    @Test
    void aDateInAFigureIsNamed() throws IOException {
        // Given
        byte[] file = workbook(book -> {
            Row row = row(sheet(book), 1, "i", Published.UNIT, "Đang thực hiện");
            row.createCell(4).setCellValue("30/06/2025");
            row.createCell(5).setCellValue(LocalDate.of(2025, 2, 1));
            row.getCell(5).setCellStyle(style(book, "d-mmm"));
            row.createCell(6).setCellValue(12);
        });

        // Then
        assertThat(ReadRows.of(file).flaws()).containsExactly("2F DATE_IN_FIGURE");
    }

    @Test
    void titlesAndMergedHeadersStandAboveTheRows() throws IOException {
        // Given
        byte[] file = workbook(book -> {
            XSSFSheet sheet = book.createSheet("Tháng 6");
            row(sheet, 0, "ỦY BAN NHÂN DÂN");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 5));
            row(sheet, 2, "Mã nhiệm vụ", "Đơn vị", "Trạng thái", "Số liệu", "", "Ngày số liệu");
            row(sheet, 3, "", "", "", "Tử số", "Mẫu số", "");
            sheet.addMergedRegion(new CellRangeAddress(2, 2, 3, 4));
            row(sheet, 5, "i", Published.UNIT, "Đang thực hiện", "5", "10", "30/06/2025");
        });

        // When
        ReadRows read = ReadRows.of(file);

        // Then
        assertThat(read.flaws()).isEmpty();
        assertThat(read.outcomes()).extracting(RowOutcome::line).containsExactly(6);
        assertThat(read.reports()).singleElement().returns(10L, ProgressReport::getDenominator);
    }

    @Test
    void oneSheetIsReadAndOthersWithReportsAreNotPassedOver() throws IOException {
        // Given
        byte[] hidden = workbook(book -> {
            row(sheet(book), 1, "t-1", Published.UNIT, "Xong", "", "30/06/2025");
            row(book.createSheet("Ghi chú"), 0, "Cách điền");
            row(book.createSheet("cũ"), 0, HEADER);
            book.setSheetVisibility(2, SheetVisibility.HIDDEN);
        });
        byte[] two = workbook(book -> {
            row(sheet(book), 1, "t-1", Published.UNIT, "Xong", "", "30/06/2025");
            row(book.createSheet("Tháng 7"), 0, HEADER);
            row(book.getSheet("Tháng 7"), 1, "t-2", Published.UNIT, "Xong", "", "30/06/2025");
        });

        // Then
        assertThat(ReadRows.of(hidden).reports()).hasSize(1);
        assertThatThrownBy(() -> ReadRows.of(two))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("\"Báo cáo\", \"Tháng 7\"");
        assertThatThrownBy(() ->
                        ReportFile.read(new ByteArrayInputStream(two), FileLimits.DEFAULT, Optional.of("Tháng 8")))
                .isInstanceOf(BadFileException.class)
                .hasMessage("There is no sheet Tháng 8. The file has: \"Báo cáo\", \"Tháng 7\".");
        ReportFile july = ReportFile.read(new ByteArrayInputStream(two), FileLimits.DEFAULT, Optional.of("Tháng 7"));
        try (Stream<RowOutcome> rows = july.rows(Published.rules())) {
            assertThat(rows.map(row -> ((RowOutcome.GoodRow) row).report().getTaskId()))
                    .containsExactly("t-2");
        }
    }

    static byte[] workbook(Consumer<XSSFWorkbook> content) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            content.accept(book);
            book.write(out);
            return out.toByteArray();
        }
    }

    static XSSFSheet sheet(XSSFWorkbook book) {
        XSSFSheet sheet = book.createSheet("Báo cáo");
        row(sheet, 0, HEADER);
        return sheet;
    }

    static Row row(XSSFSheet sheet, int number, String... values) {
        Row row = sheet.createRow(number);
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                row.createCell(i, CellType.STRING).setCellValue(values[i]);
            }
        }
        return row;
    }

    private static CellStyle style(XSSFWorkbook book, String format) {
        CellStyle style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(format));
        return style;
    }
}
