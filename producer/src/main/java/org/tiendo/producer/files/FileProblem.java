package org.tiendo.producer.files;

/** Why a file as a whole cannot be read, with what to do about it in both languages. */
public enum FileProblem {
    EMPTY_FILE("Tệp trống. Hãy chọn đúng tệp báo cáo.", "The file is empty. Choose the file with the reports."),
    FILE_TOO_LARGE(
            "Tệp lớn hơn %s byte. Hãy chia thành nhiều tệp, hoặc lưu thành .xlsx (được nén).",
            "The file is over %s bytes. Split it, or save it as .xlsx, which is compressed."),
    INFLATES_TOO_LARGE(
            "Nội dung tệp khi giải nén quá lớn (hơn %s byte). Hãy chép các dòng báo cáo sang một tệp mới.",
            "Unpacked, the file is too large (over %s bytes). Copy the rows of the report into a new file."),
    TOO_MANY_ROWS(
            "Tệp có hơn %s dòng. Hãy chia thành nhiều tệp.", "The file has more than %s rows. Split it into several."),
    OLD_WORKBOOK(
            "Tệp theo định dạng Excel cũ (.xls). Hãy mở bằng Excel và lưu lại thành .xlsx.",
            "This is the old Excel format (.xls). Open it in Excel and save it as .xlsx."),
    ENCRYPTED_WORKBOOK(
            "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu mở tệp rồi lưu lại.",
            "The file is protected by a password. Remove the password for opening it and save it again."),
    OTHER_WORKBOOK(
            "Tệp nén này không phải bảng tính .xlsx (có thể là .ods hoặc .xlsb). Hãy lưu lại thành .xlsx.",
            "This archive is no .xlsx workbook (it may be .ods or .xlsb). Save it as .xlsx."),
    BROKEN_WORKBOOK(
            "Bảng tính bị hỏng và không đọc được (%s). Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại.",
            "The workbook is damaged and cannot be read (%s). Open it in Excel or LibreOffice and save it again."),
    FORBIDDEN_XML(
            "Bảng tính có khai báo DTD, Excel không bao giờ ghi như vậy; tệp bị từ chối. Hãy chép các dòng sang một tệp mới.",
            "The workbook declares a DTD, which Excel never writes; it is refused. Copy the rows into a new file."),
    NOT_A_TABLE(
            "Tệp không phải CSV hay .xlsx (có thể là PDF, HTML hoặc ảnh). Hãy mở bằng Excel và lưu lại thành .xlsx.",
            "The file is neither CSV nor .xlsx (it may be PDF, HTML or a picture). Open it in Excel and save it as .xlsx."),
    UNREADABLE_TEXT(
            "Không đọc được bảng mã của tệp. Hãy lưu lại thành \"CSV UTF-8\" hoặc .xlsx.",
            "The file's character set cannot be read. Save it as \"CSV UTF-8\" or .xlsx."),
    BAD_QUOTES(
            "Dòng %s: dấu ngoặc kép (\") không khớp: mở ra mà không đóng, hoặc còn chữ sau dấu đóng. Hãy sửa dòng này.",
            "Line %s: quotation marks (\") do not match: opened and never closed, or text follows the closing one. Correct the line."),
    NO_HEADER(
            "Không tìm thấy dòng tiêu đề trong 10 dòng đầu. Cần các cột \"Mã nhiệm vụ\" và \"Trạng thái\". Nếu tiêu đề"
                    + " hiện đúng nhưng dùng phông TCVN3 hay VNI, hãy chuyển sang Unicode.",
            "No header row was found in the first 10 rows. The columns \"Task\" and \"Status\" are needed. If the"
                    + " headers look right but are in TCVN3 or VNI fonts, convert them to Unicode."),
    MISSING_COLUMN("Thiếu cột: %s. Hãy thêm cột vào tệp.", "Missing column: %s. Add it to the file."),
    DUPLICATE_COLUMN(
            "Hai cột cùng nghĩa: %s. Hãy giữ lại một cột.", "Two columns mean the same: %s. Keep one of them."),
    MANY_SHEETS(
            "Nhiều trang tính có báo cáo: %s. Mỗi lần chỉ đọc một trang: hãy tách tệp, ẩn các trang khác, hoặc chọn bằng"
                    + " --sheet.",
            "Several sheets hold reports: %s. One is read at a time: split the file, hide the others, or choose with"
                    + " --sheet."),
    NO_SUCH_SHEET("Không có trang tính %s. Tệp có: %s.", "There is no sheet %s. The file has: %s."),
    NO_ROWS(
            "Dưới dòng tiêu đề không có dòng nào. Hãy điền báo cáo rồi nhập lại.",
            "There are no rows below the header. Fill in the reports and import again.");

    private final String messageVi;
    private final String messageEn;

    FileProblem(String messageVi, String messageEn) {
        this.messageVi = messageVi;
        this.messageEn = messageEn;
    }

    BadFileException with(Object... values) {
        return new BadFileException(name(), messageVi.formatted(values), messageEn.formatted(values));
    }
}
