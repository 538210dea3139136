package org.tiendo.producer.files;

import java.util.List;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

/** What a form says, in the language of who fills it in. */
public enum FormWords {
    VI {
        @Override
        String formSheet() {
            return "Báo cáo";
        }

        @Override
        String notesSheet() {
            return "Hướng dẫn";
        }

        @Override
        String title() {
            return "BÁO CÁO TIẾN ĐỘ";
        }

        @Override
        String madeOn(String day) {
            return "Biểu mẫu lập ngày " + day + ". Chỉ điền các ô trắng; dòng để trống không được gửi.";
        }

        @Override
        String header(Column column) {
            return column.headerVi();
        }

        @Override
        public String status(Status status) {
            return StatusWords.of(status).get(0);
        }

        @Override
        public String title(TaskDefinition task) {
            return task.getTitleVi().isEmpty() ? task.getTitleEn() : task.getTitleVi();
        }

        @Override
        String statusError() {
            return "Hãy chọn một trạng thái trong danh sách.";
        }

        @Override
        String percentError() {
            return "Hãy ghi số nguyên từ 0 đến 100, không ghi dấu %.";
        }

        @Override
        String dateError() {
            return "Hãy ghi ngày/tháng/năm, ví dụ 30/06/2025; không ghi ngày trong tương lai.";
        }

        @Override
        String figureError() {
            return "Hãy ghi số nguyên không âm.";
        }

        @Override
        String statusesTitle() {
            return "Các trạng thái";
        }

        @Override
        List<String> instructions(int tasks) {
            return List.of(
                    "Cách điền biểu mẫu (" + tasks + " nhiệm vụ)",
                    "1. Mỗi dòng của trang \"Báo cáo\" là một nhiệm vụ của đơn vị. Các cột màu xám đã khóa, không sửa.",
                    "2. Điền trạng thái và ngày số liệu cho những nhiệm vụ cần báo cáo. Dòng để trống không được gửi.",
                    "3. Lưu tệp dạng .xlsx rồi nhập: tiendo import TỆP.xlsx. Nhập lại cùng tệp không tính hai lần; sửa một"
                            + " dòng rồi nhập lại thì dòng mới thay dòng cũ.",
                    "4. Nếu cần mở khóa trang: mật khẩu là " + ReportForm.PASSWORD + ".");
        }

        @Override
        String explanation(Column column) {
            return switch (column) {
                case STATUS -> "Bắt buộc. Chọn trong danh sách.";
                case PERCENT -> "Tỷ lệ hoàn thành, số nguyên từ 0 đến 100. Có thể để trống.";
                case AS_OF -> "Bắt buộc. Ngày mà số liệu phản ánh, ví dụ 30/06/2025.";
                case NUMERATOR -> "Chỉ dùng cho chỉ tiêu: số đã đạt được.";
                case DENOMINATOR -> "Chỉ dùng cho chỉ tiêu dạng tỷ lệ: tổng số.";
                case PERIOD ->
                    "Chỉ dùng cho nhiệm vụ định kỳ: 2025, 2025-Q3 hoặc 2025-07. Để trống là kỳ chứa ngày số liệu.";
                case NOTE -> "Kết quả, vướng mắc, kiến nghị.";
                case EVIDENCE_NUMBER -> "Số, ký hiệu của văn bản minh chứng.";
                case EVIDENCE_TITLE -> "Trích yếu của văn bản minh chứng.";
                default -> "";
            };
        }
    },

    EN {
        @Override
        String formSheet() {
            return "Report";
        }

        @Override
        String notesSheet() {
            return "Instructions";
        }

        @Override
        String title() {
            return "PROGRESS REPORT";
        }

        @Override
        String madeOn(String day) {
            return "Form made on " + day + ". Fill in white cells only; rows left empty are not sent.";
        }

        @Override
        String header(Column column) {
            return column.headerEn();
        }

        @Override
        public String status(Status status) {
            return switch (status) {
                case NOT_STARTED -> "Not started";
                case IN_PROGRESS -> "In progress";
                case DONE -> "Done";
                case BLOCKED -> "Blocked";
            };
        }

        @Override
        public String title(TaskDefinition task) {
            return task.getTitleEn().isEmpty() ? task.getTitleVi() : task.getTitleEn();
        }

        @Override
        String statusError() {
            return "Choose a status from the list.";
        }

        @Override
        String percentError() {
            return "Write a whole number from 0 to 100, without %.";
        }

        @Override
        String dateError() {
            return "Write a date that is not in the future.";
        }

        @Override
        String figureError() {
            return "Write a whole number that is not negative.";
        }

        @Override
        String statusesTitle() {
            return "The statuses";
        }

        @Override
        List<String> instructions(int tasks) {
            return List.of(
                    "How to fill in the form (" + tasks + " tasks)",
                    "1. Each row of the sheet \"Report\" is one task of the unit. Grey columns are locked: leave them.",
                    "2. Fill in status and date for the tasks that you report on. Rows left empty are not sent.",
                    "3. Save as .xlsx and import: tiendo import FILE.xlsx. Importing the file again counts nothing twice;"
                            + " a row corrected and imported again takes the old one's place.",
                    "4. Should the sheet have to be unlocked: the password is " + ReportForm.PASSWORD + ".");
        }

        @Override
        String explanation(Column column) {
            return switch (column) {
                case STATUS -> "Required. Choose from the list.";
                case PERCENT -> "Share done, a whole number from 0 to 100. May be left out.";
                case AS_OF -> "Required. The day that the figures speak of, as 30/06/2025.";
                case NUMERATOR -> "For indicators only: the count reached.";
                case DENOMINATOR -> "For indicators that are shares only: the count to reach.";
                case PERIOD ->
                    "For recurring tasks only: 2025, 2025-Q3 or 2025-07. Left out, the period that holds the date.";
                case NOTE -> "Results, obstacles, requests.";
                case EVIDENCE_NUMBER -> "Number of the document behind it.";
                case EVIDENCE_TITLE -> "Title of the document behind it.";
                default -> "";
            };
        }
    };

    abstract String formSheet();

    abstract String notesSheet();

    abstract String title();

    abstract String madeOn(String day);

    abstract String header(Column column);

    /** The word for a status. */
    public abstract String status(Status status);

    /** A task's title; in the other language where it has none in this. */
    public abstract String title(TaskDefinition task);

    abstract String statusError();

    abstract String percentError();

    abstract String dateError();

    abstract String figureError();

    abstract String statusesTitle();

    abstract List<String> instructions(int tasks);

    abstract String explanation(Column column);
}
