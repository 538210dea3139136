package org.tiendo.producer.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a column means, and the headers by which it is known; capitals, marks, blanks and signs make no difference. */
public enum Column {
    TASK("Mã nhiệm vụ", "Task", "Mã NV", "Mã nhiệm vụ/chỉ tiêu", "Mã chỉ tiêu", "Task id", "Indicator", "Indicator id"),
    UNIT("Mã đơn vị", "Unit", "Đơn vị", "Đơn vị báo cáo", "Đơn vị thực hiện", "Mã ĐV", "Unit id"),
    STATUS("Trạng thái", "Status", "Tình trạng", "Trạng thái thực hiện", "Tình trạng thực hiện", "State"),
    PERCENT(
            "Tỷ lệ hoàn thành (%)",
            "Percent",
            "Tỷ lệ",
            "Tỉ lệ",
            "Tỷ lệ hoàn thành",
            "Tỉ lệ hoàn thành",
            "Phần trăm",
            "Phần trăm hoàn thành",
            "% hoàn thành",
            "Mức độ hoàn thành",
            "Percent done",
            "% done",
            "Progress"),
    NUMERATOR("Tử số", "Numerator", "Số đạt được", "Số đã thực hiện", "Số lượng", "Count"),
    DENOMINATOR("Mẫu số", "Denominator", "Tổng số", "Total"),
    AS_OF(
            "Ngày số liệu",
            "As of",
            "Số liệu đến ngày",
            "Tính đến ngày",
            "Đến ngày",
            "Ngày báo cáo",
            "Ngày",
            "As-of date",
            "Date"),
    PERIOD("Kỳ báo cáo", "Period", "Kỳ", "Reporting period"),
    NOTE("Ghi chú", "Note", "Notes", "Nội dung báo cáo", "Giải trình", "Remarks", "Comment"),
    EVIDENCE_NUMBER("Số văn bản", "Evidence number", "Số hiệu văn bản", "Số ký hiệu", "Document number"),
    EVIDENCE_TITLE("Tên văn bản", "Evidence title", "Trích yếu", "Minh chứng", "Evidence", "Document title"),
    EVIDENCE_URL("Liên kết văn bản", "Evidence URL", "Liên kết", "Link", "URL"),
    REPORTER("Người báo cáo", "Reporter", "Cán bộ báo cáo", "Người lập"),
    REPORT_ID("Mã báo cáo", "Report id"),
    REPORTED_AT("Thời điểm báo cáo", "Reported at"),
    WITHDRAWS("Rút báo cáo", "Withdraws", "Thu hồi báo cáo"),

    /** For the reader's eyes; the definition's own title counts. */
    TITLE("Tên nhiệm vụ", "Task title", "Nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung", "Title"),
    /** For the reader's eyes; the definition's own deadline counts. */
    DEADLINE("Thời hạn", "Deadline", "Hạn", "Hạn hoàn thành", "Thời gian hoàn thành", "Due"),
    /** Counts the rows of a form. */
    ORDINAL("STT", "No.", "TT", "Số TT", "Số thứ tự", "#");

    private static final Map<String, Column> BY_FOLDED_HEADER = byFoldedHeader();

    private final String headerVi;
    private final String headerEn;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
    private final List<String> otherHeaders;

    Column(String headerVi, String headerEn, String... otherHeaders) {
        this.headerVi = headerVi;
        this.headerEn = headerEn;
        this.otherHeaders = List.of(otherHeaders);
    }

    /** Whether the form brings what stands in it; a row with nothing else says nothing. */
    boolean isBroughtByForm() {
        return switch (this) {
            case TASK, UNIT, TITLE, DEADLINE, ORDINAL -> true;
            default -> false;
        };
    }

    /** The column that a header names; empty where it is none of ours. */
    static Optional<Column> named(String header) {
        return Optional.ofNullable(BY_FOLDED_HEADER.get(CellText.fold(header)));
    }

    /** The header that our own forms have. */
    public String headerVi() {
        return headerVi;
    }

    /** The header that our own forms have in English. */
    public String headerEn() {
        return headerEn;
    }

    /** Every header by which the column is known. */
    public List<String> headers() {
        return Stream.concat(Stream.of(headerVi, headerEn), otherHeaders.stream())
                .toList();
    }

    private static Map<String, Column> byFoldedHeader() {
        Map<String, Column> columns = new HashMap<>();
        for (Column column : values()) {
            for (String header : column.headers()) {
                Column other = columns.put(CellText.fold(header), column);
                if (other != null && other != column) {
                    throw new IllegalStateException("'" + header + "' names both " + other + " and " + column);
                }
            }
        }
        // A bare sign folds to nothing, and nothing names no column.
        columns.remove("");
        return Map.copyOf(columns);
    }
}
