package org.tiendo.contract;

/** Why a report is refused, in the order in which the checks are made, with what to do about it in both languages. */
public enum RefusalCode {
    BAD_ID(
            "Mã báo cáo, nhiệm vụ hoặc đơn vị không hợp lệ: cần 1 đến 128 ký tự dạng NFC, không có khoảng trắng, ký tự điều khiển, '|' hay '/'. Hãy sửa mã rồi gửi lại.",
            "A report, task or unit id is not valid: 1 to 128 characters in NFC, without blanks, control characters, '|' or '/'. Correct the id and send again."),
    KEY_MISMATCH(
            "Khóa của bản ghi khác với taskId. Hãy gửi lại với khóa bằng taskId.",
            "The record's key differs from its taskId. Send again with the taskId as key."),
    PERCENT_OUT_OF_RANGE(
            "Tỷ lệ hoàn thành phải từ 0 đến 100. Hãy sửa rồi gửi lại.",
            "percent must be from 0 to 100. Correct it and send again."),
    NEGATIVE_FIGURE(
            "Số liệu không được âm. Hãy sửa tử số hoặc mẫu số rồi gửi lại.",
            "Figures must not be negative. Correct the numerator or denominator and send again."),
    NUMERATOR_ABOVE_DENOMINATOR(
            "Tử số lớn hơn mẫu số. Hãy kiểm tra lại hai số liệu rồi gửi lại.",
            "The numerator is above the denominator. Check both figures and send again."),
    FIGURE_TOO_LARGE(
            "Số liệu vượt quá 1.000.000.000.000.000. Hãy kiểm tra đơn vị tính rồi gửi lại.",
            "A figure is over 1,000,000,000,000,000. Check the unit of measure and send again."),
    FUTURE_DATED(
            "Ngày số liệu (asOf) hoặc thời điểm báo cáo (reportedAt) ở tương lai. Hãy kiểm tra ngày và đồng hồ máy rồi gửi lại.",
            "asOf or reportedAt lies in the future. Check the date and the machine's clock and send again."),
    REPORT_ID_REUSED(
            "Mã báo cáo này đã dùng cho một báo cáo khác của nhiệm vụ. Hãy gửi lại với mã báo cáo mới.",
            "This reportId already stands for another report on the task. Send again with a new reportId."),
    TASK_CANCELLED(
            "Nhiệm vụ đã bị hủy nên không nhận báo cáo. Hãy hỏi cơ quan ban hành kế hoạch nếu chưa rõ.",
            "The task was cancelled and takes no reports. Ask the plan's issuer if that is a surprise."),
    NOT_ASSIGNED(
            "Nhiệm vụ không giao cho đơn vị này. Hãy kiểm tra mã đơn vị và mã nhiệm vụ.",
            "The task is not assigned to this unit. Check the unit id and the task id."),
    UNKNOWN_PERIOD(
            "Kỳ báo cáo không có trong nhiệm vụ. Hãy bỏ trống hoặc ghi đúng kỳ (2025, 2025-Q3, 2025-07).",
            "The task has no such period. Leave it out or name one it has (2025, 2025-Q3, 2025-07)."),
    MISSING_FIGURE(
            "Báo cáo chỉ tiêu thiếu tử số, hoặc thiếu mẫu số của chỉ tiêu tỷ lệ. Hãy bổ sung rồi gửi lại.",
            "An indicator report lacks its numerator, or the denominator of a share. Add it and send again."),
    UNAUTHORISED_UNIT(
            "Người gửi không được báo cáo thay đơn vị này. Hãy dùng tài khoản của đơn vị.",
            "The sender may not report for this unit. Use the unit's own account.");

    private final String messageVi;
    private final String messageEn;

    RefusalCode(String messageVi, String messageEn) {
        this.messageVi = messageVi;
        this.messageEn = messageEn;
    }

    public String messageVi() {
        return messageVi;
    }

    public String messageEn() {
        return messageEn;
    }
}
