package org.tiendo.producer.files;

/** Why a row cannot be read, with what to do about it in both languages; the pipeline's own reasons come after these. */
public enum RowProblem {
    MISSING_TASK(
            "Thiếu mã nhiệm vụ. Hãy điền mã, như trong biểu mẫu.",
            "The task id is missing. Fill it in, as in the form."),
    UNKNOWN_TASK("Không có nhiệm vụ %s.%s", "There is no task %s.%s"),
    MISSING_UNIT(
            "Thiếu mã đơn vị. Hãy điền mã, hoặc nêu đơn vị bằng --unit.",
            "The unit id is missing. Fill it in, or name the unit with --unit."),
    UNIT_DIFFERS(
            "Đơn vị %s khác với đơn vị đang nhập báo cáo (%s). Hãy sửa mã, hoặc nhập dòng này cho đúng đơn vị.",
            "Unit %s is not the one that this import is for (%s). Correct it, or import the row for that unit."),
    MISSING_STATUS(
            "Thiếu trạng thái. Hãy ghi: Chưa thực hiện, Đang thực hiện, Hoàn thành hoặc Vướng mắc.",
            "The status is missing. Write: not started, in progress, done or blocked."),
    BAD_STATUS(
            "Trạng thái \"%s\" không rõ. Hãy ghi: Chưa thực hiện, Đang thực hiện, Hoàn thành hoặc Vướng mắc.",
            "Status \"%s\" is not known. Write: not started, in progress, done or blocked."),
    MISSING_DATE(
            "Thiếu ngày số liệu. Hãy điền ngày, ví dụ 30/06/2025, hoặc nêu ngày cho cả tệp bằng --as-of.",
            "The date of the figures is missing. Fill it in, as 30/06/2025, or name one for the file with --as-of."),
    BAD_DATE(
            "Ngày \"%s\" không đọc được. Hãy ghi ngày/tháng/năm, ví dụ 30/06/2025.",
            "Date \"%s\" cannot be read. Write day/month/year, as 30/06/2025, or 2025-06-30."),
    AMBIGUOUS_DATE(
            "Ngày \"%s\" có năm hai chữ số. Hãy ghi đủ bốn chữ số, ví dụ 30/06/2025.",
            "Date \"%s\" has a year of two digits. Write four, as 30/06/2025."),
    BAD_TIME(
            "Thời điểm \"%s\" không đọc được. Hãy ghi ví dụ 2025-06-30T08:00:00+07:00, hoặc bỏ trống.",
            "Time \"%s\" cannot be read. Write it as 2025-06-30T08:00:00+07:00, or leave it out."),
    BAD_PERCENT(
            "Tỷ lệ \"%s\" không phải số nguyên từ 0 đến 100. Hãy ghi ví dụ 45.",
            "Percent \"%s\" is no whole number from 0 to 100. Write it as 45."),
    BAD_NUMBER(
            "Số liệu \"%s\" không phải số nguyên. Hãy ghi ví dụ 1234 hoặc 1.234.",
            "Figure \"%s\" is no whole number. Write it as 1234."),
    AMBIGUOUS_NUMBER(
            "Số liệu \"%s\" có thể hiểu hai cách: dấu phẩy là phần thập phân hay hàng nghìn. Hãy ghi 1234 hoặc 1.234.",
            "Figure \"%s\" can be read in two ways: the comma may mean decimals or thousands. Write it as 1234."),
    DATE_IN_FIGURE(
            "Ô này là ngày tháng (%s), không phải số. Hãy chọn định dạng số cho ô rồi gõ lại.",
            "This cell holds a date (%s), not a number. Give the cell a number format and type it again."),
    BAD_PERIOD(
            "Kỳ báo cáo \"%s\" không rõ. Hãy ghi 2025, 2025-Q3 hoặc 2025-07, hoặc bỏ trống.",
            "Period \"%s\" is not known. Write 2025, 2025-Q3 or 2025-07, or leave it out."),
    ERROR_CELL(
            "Ô có lỗi công thức (%s). Hãy sửa công thức hoặc gõ giá trị.",
            "The cell holds a formula's error (%s). Correct the formula or type the value."),
    FORMULA_WITHOUT_VALUE(
            "Ô có công thức chưa được tính. Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại, rồi nhập.",
            "The cell's formula has never been worked out. Open the file in Excel or LibreOffice, save, and import."),
    TEXT_TOO_LONG("Nội dung dài hơn %s ký tự. Hãy rút ngắn.", "The text is over %s characters. Shorten it."),
    UNREADABLE_CELL(
            "Ô có ký tự hỏng (\uFFFD): chữ đã mất dấu khi chuyển mã. Hãy gõ lại.",
            "The cell holds broken characters (\uFFFD), lost in an earlier conversion. Type it again."),
    SURPLUS_CELLS(
            "Dòng có nhiều ô hơn tiêu đề (%s thay vì %s). Nội dung có dấu phân cách phải đặt trong ngoặc kép.",
            "The row has more cells than the header (%s instead of %s). Put text that holds the separator in quotation marks."),
    SWALLOWED_ROWS(
            "Ô này chứa cả những dòng sau: dấu ngoặc kép (\") mở ra mà không đóng. Hãy sửa dấu ngoặc kép.",
            "This cell has swallowed the rows below: a quotation mark (\") is opened and not closed. Correct it."),
    CONFLICTING_ROWS(
            "Dòng %s đã báo cáo khác về cùng nhiệm vụ, đơn vị, kỳ và ngày. Hãy giữ lại một dòng.",
            "Line %s already reports otherwise on the same task, unit, period and date. Keep one of them."),
    REPORT_ID_CHANGED(
            "Mã báo cáo %s đã dùng cho nội dung khác. Hãy ghi mã mới, hoặc bỏ trống.",
            "Report id %s was used for other content before. Write a new one, or leave it out.");

    private final String messageVi;
    private final String messageEn;

    RowProblem(String messageVi, String messageEn) {
        this.messageVi = messageVi;
        this.messageEn = messageEn;
    }

    String vi(Object... values) {
        return messageVi.formatted(values);
    }

    String en(Object... values) {
        return messageEn.formatted(values);
    }
}
