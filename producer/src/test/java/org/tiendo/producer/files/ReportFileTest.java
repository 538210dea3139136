package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class ReportFileTest {
    private static final String FULL =
            "STT;Mã nhiệm vụ;Tên nhiệm vụ;Đơn vị;Trạng thái;Tỷ lệ (%);Tử số;Mẫu số;Ngày số liệu;Kỳ;Ghi chú;Số văn bản;Tên văn bản;Liên kết;Người báo cáo";

    @Test
    void aRowBecomesAReport() {
        // When
        ReadRows read = ReadRows.ofCsv(
                FULL,
                "1;i;Chỉ tiêu;ban-to-chức;Đang thực hiện;45 %;1.234;2 000;30/06/2025;2025;Đang làm;12/QĐ;Quyết định;https://x.vn/12;Lan");

        // Then
        assertThat(read.flaws()).containsExactly("2J UNKNOWN_PERIOD");
        ProgressReport report = ReadRows.ofCsv(
                        FULL,
                        "1;i;Chỉ tiêu;ban-to-chức;Đang thực hiện;45 %;1.234;2 000;30/06/2025;;Đang làm;12/QĐ;Quyết định;https://x.vn/12;Lan")
                .reports()
                .get(0);
        assertThat(report)
                .isEqualTo(ProgressReport.newBuilder()
                        .setReportId(report.getReportId())
                        .setTaskId("i")
                        .setUnitId(Published.UNIT)
                        .setStatus(Status.IN_PROGRESS)
                        .setPercent(45)
                        .setNumerator(1234L)
                        .setDenominator(2000L)
                        .setAsOf(LocalDate.of(2025, 6, 30))
                        .setReportedAt(Published.NOW)
                        .setNote("Đang làm")
                        .setReporter("Lan")
                        .setEvidence(List.of(new Evidence("12/QĐ", "Quyết định", "https://x.vn/12")))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-8 BOM", "UTF-16LE BOM", "UTF-16BE BOM", "windows-1258"})
    void vietnameseIsReadInEveryEncodingInWhichItIsSaved(String encoding) {
        // Given
        String text =
                "Mã nhiệm vụ;Đơn vị;Trạng thái;Ngày;Ghi chú\r\nt-1;ban-to-chức;Đã hoàn thành;30/06/2025;Tiến độ ổn, kết quả tốt\r\n";
        byte[] bytes = encode(text, encoding);

        // When
        ReadRows read = ReadRows.of(bytes);

        // Then
        assertThat(read.flaws()).isEmpty();
        ProgressReport report = read.reports().get(0);
        assertThat(report.getUnitId()).isEqualTo(Published.UNIT);
        assertThat(report.getStatus()).isEqualTo(Status.DONE);
        assertThat(report.getNote()).isEqualTo("Tiến độ ổn, kết quả tốt");
    }

    /** Windows-1258 has no letters with two marks: tones are written behind, as characters of their own. */
    static byte[] encode(String text, String encoding) {
        String charset = encoding.replace(" BOM", "");
        String marked = encoding.endsWith("BOM") ? "\uFEFF" + text : text;
        if (!charset.equals("windows-1258")) {
            return marked.getBytes(Charset.forName(charset));
        }
        StringBuilder split = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            String one = String.valueOf(character);
            boolean fits = Charset.forName(charset).newEncoder().canEncode(character);
            split.append(fits ? one : toneBehind(one));
        }
        return split.toString().getBytes(Charset.forName(charset));
    }

    private static String toneBehind(String letter) {
        String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
        String tones = "\u0300\u0301\u0303\u0309\u0323";
        int tone = apart.chars()
                .filter(mark -> tones.indexOf(mark) >= 0)
                .findFirst()
                .orElseThrow();
        String without = apart.replace(String.valueOf((char) tone), "");
        return Normalizer.normalize(without, Normalizer.Form.NFC) + (char) tone;
    }

    @Test
    void decomposedIdsAreTheSameIds() {
        // Given
        String apart = Normalizer.normalize(Published.UNIT, Normalizer.Form.NFD);
        assertThat(apart).isNotEqualTo(Published.UNIT);

        // When
        ReadRows read = ReadRows.ofCsv("task,unit,status,date", "t-1," + apart + ",done,2025-06-30");

        // Then
        assertThat(read.reports()).singleElement().returns(Published.UNIT, ProgressReport::getUnitId);
    }

    @ParameterizedTest
    @ValueSource(chars = {';', ',', '\t', '|'})
    void theSeparatorIsFoundByTheHeader(char separator) {
        // When
        ReadRows read = ReadRows.ofCsv(
                "BÁO CÁO, tháng 6; năm 2025",
                "",
                "ma nhiem vu;DON VI;trạng thái;Đến ngày".replace(';', separator),
                "t-1;ban-to-chức;xong;30.6.2025".replace(';', separator));

        // Then
        assertThat(read.outcomes()).extracting(RowOutcome::line).containsExactly(4);
        assertThat(read.reports()).singleElement().returns(Status.DONE, ProgressReport::getStatus);
    }

    @Test
    void aHeaderMayBeTwoRowsHigh() {
        // When
        ReadRows read = ReadRows.ofCsv(
                "Mã nhiệm vụ;Đơn vị;Trạng thái;Kết quả;;Ngày số liệu",
                ";;;Tử số;Mẫu số;",
                "i;ban-to-chức;đang làm;5;10;2025-06-30");

        // Then
        assertThat(read.flaws()).isEmpty();
        assertThat(read.reports())
                .singleElement()
                .returns(5L, ProgressReport::getNumerator)
                .returns(10L, ProgressReport::getDenominator);
        assertThat(read.unknownColumns()).isEmpty();
    }

    @Test
    void unknownColumnsAreNamedAndBlankRowsSkipped() {
        // When
        ReadRows read = ReadRows.ofCsv(
                "status,Màu sắc,unit,task,date", "done,xanh,ban-to-chức,t-1,2025-06-30", ",,,,", "", " , ,,,");

        // Then
        assertThat(read.unknownColumns()).containsExactly("Màu sắc");
        assertThat(read.outcomes()).hasSize(1);
        assertThat(read.reports()).hasSize(1);
    }

    @Test
    void theUnitAndTheDateMayBeGivenForTheWholeFile() {
        // Given
        RowRules rules = new RowRules(
                Published.definitions(),
                Published.NOW,
                Optional.of(Published.UNIT),
                Optional.of(LocalDate.of(2025, 6, 30)));

        // When
        ReadRows read = ReadRows.of("task,status\nt-1,done\nt-2,blocked\n".getBytes(StandardCharsets.UTF_8), rules);

        // Then
        assertThat(read.reports())
                .extracting(ProgressReport::getUnitId, ProgressReport::getAsOf)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(Published.UNIT, LocalDate.of(2025, 6, 30)));
    }

    @Test
    void theQuoteThatExportsPutBeforeFormulasIsTakenOff() {
        // When
        ReadRows read = ReadRows.ofCsv(
                "task,unit,status,date,note",
                "t-1,ban-to-chức,done,2025-06-30,'=1+1",
                "t-2,ban-to-chức,done,2025-06-30,'tis");

        // Then
        assertThat(read.reports()).extracting(ProgressReport::getNote).containsExactly("=1+1", "'tis");
    }

    @Test
    void aRowSaysAllThatIsWrongWithItAndItsNeighboursAreRead() {
        // When
        ReadRows read = ReadRows.ofCsv(
                "task,unit,status,percent,date",
                "t-1,ban-to-chức,done,100,2025-06-30",
                "t-l,ban-to-chức,fertig,1/2,2025-02-30",
                "t-2,ban-to-chức,done,100,2025-06-30");

        // Then
        assertThat(read.flaws()).containsExactly("3A UNKNOWN_TASK", "3C BAD_STATUS", "3D BAD_PERCENT", "3E BAD_DATE");
        assertThat(read.bad().get(0).flaws().get(0).messageVi())
                .isEqualTo("Không có nhiệm vụ t-l. Có phải là t-1 (Ban hành quy chế)?");
        assertThat(read.reports()).extracting(ProgressReport::getTaskId).containsExactly("t-1", "t-2");
    }

    @Test
    void theSameRowHasTheSameIdAndAnotherOneAnother() {
        // When
        List<ProgressReport> read = ReadRows.ofCsv(
                        "task,unit,status,percent,date",
                        "t-1,ban-to-chức,done,100,2025-06-30",
                        "t-1,ban-to-chức,done,100 %,30/06/2025",
                        "t-1,ban-to-chức,done,100,2025-06-29")
                .reports();

        // Then
        assertThat(read.get(0).getReportId())
                .isEqualTo(read.get(1).getReportId())
                .isNotEqualTo(read.get(2).getReportId());
    }

    @Test
    void rowsOfAnotherShapeThanTheHeaderAreBad() {
        // When
        ReadRows read = ReadRows.ofCsv(
                "task,unit,status,percent,date",
                "t-1,ban-to-chức,done,100,2025-06-30",
                "t-2,ban-to-chức,done,1,000,2025-06-30",
                "t-2,ban-to-chức,done");

        // Then
        assertThat(read.flaws()).startsWith("3 SURPLUS_CELLS").endsWith("4E MISSING_DATE");
        assertThat(read.reports()).hasSize(1);
    }

    @Test
    void aQuotationMarkThatHoldsWholeRowsIsNamed() {
        // When
        ReadRows read = ReadRows.ofCsv(
                "task,unit,status,date,note",
                "t-1,ban-to-chức,done,2025-06-30,\"opened",
                "t-2,ban-to-chức,done,2025-06-30,",
                "i,ban-to-chức,done,2025-06-30,\"",
                "q,ban-to-chức,done,2025-06-30,\"two\nlines, of a note\"");

        // Then
        assertThat(read.flaws()).containsExactly("2E SWALLOWED_ROWS");
        assertThat(read.reports()).singleElement().returns("two\nlines, of a note", ProgressReport::getNote);
    }

    @Test
    void ofTwoRowsThatContradictEachOtherTheSecondIsBad() {
        // When
        ReadRows read = ReadRows.ofCsv(
                "task,unit,status,date,reportId",
                "t-1,ban-to-chức,done,2025-06-30,",
                "t-1,ban-to-chức,blocked,2025-06-30,",
                "t-2,ban-to-chức,done,2025-06-30,r-1",
                "t-2,ban-to-chức,done,2025-06-29,r-1");

        // Then
        assertThat(read.flaws()).containsExactly("3 CONFLICTING_ROWS", "5 CONFLICTING_ROWS");
        assertThat(read.bad().get(0).flaws().get(0).messageEn()).startsWith("Line 2 already reports otherwise");
    }
}
