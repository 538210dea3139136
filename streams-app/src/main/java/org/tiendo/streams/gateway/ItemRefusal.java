package org.tiendo.streams.gateway;

import java.util.List;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.files.Flaw;

/**
 * Why one item of a request is not taken, and what to do about it, in both languages.
 *
 * @param code a {@link RefusalCode}, or one of this door's own: what cannot even be read as a report has no code of the
 *     pipeline's
 * @param flaws all that is wrong with a row of a file, by column; empty for other items
 */
public record ItemRefusal(String code, String messageVi, String messageEn, List<Flaw> flaws) {
    /** The item is not an object of fields. */
    public static final ItemRefusal NOT_A_REPORT = new ItemRefusal(
            "NOT_A_REPORT",
            "Mục này không phải là một báo cáo: cần một đối tượng JSON với các trường của báo cáo.",
            "This item is not a report: it must be a JSON object with a report's fields.");

    /** The report would not fit into a record of its topic. */
    public static final ItemRefusal REPORT_TOO_LARGE = new ItemRefusal(
            "REPORT_TOO_LARGE",
            "Báo cáo quá lớn (trên 60.000 byte). Hãy rút gọn ghi chú hoặc danh mục tài liệu rồi gửi lại.",
            "The report is too large (over 60,000 bytes). Shorten its note or evidence and send again.");

    /** A refusal of an item that came as JSON. */
    public ItemRefusal(String code, String messageVi, String messageEn) {
        this(code, messageVi, messageEn, List.of());
    }

    /** A refusal of a row, by its first flaw. */
    static ItemRefusal ofFlaws(List<Flaw> flaws) {
        Flaw first = flaws.get(0);
        return new ItemRefusal(first.code(), first.messageVi(), first.messageEn(), List.copyOf(flaws));
    }

    static ItemRefusal missing(String field) {
        return new ItemRefusal(
                "MISSING_FIELD",
                "Thiếu trường " + field + ". Hãy bổ sung rồi gửi lại.",
                "The field " + field + " is missing. Add it and send again.");
    }

    static ItemRefusal unknown(String field) {
        return new ItemRefusal(
                "UNKNOWN_FIELD",
                "Báo cáo không có trường " + field + ". Hãy sửa tên trường hoặc bỏ đi rồi gửi lại.",
                "A report has no field " + field + ". Correct its name or leave it out and send again.");
    }

    /** A field holds what it cannot hold. */
    static ItemRefusal badValue(String field, String expectedVi, String detail) {
        return new ItemRefusal(
                "BAD_VALUE",
                "Trường " + field + " có giá trị không dùng được: cần " + expectedVi + ". Hãy sửa rồi gửi lại.",
                detail + ". Correct it and send again.");
    }

    /** A refusal by the rules that the pipeline has too. */
    public static ItemRefusal of(RefusalCode code) {
        return new ItemRefusal(code.name(), code.messageVi(), code.messageEn());
    }
}
