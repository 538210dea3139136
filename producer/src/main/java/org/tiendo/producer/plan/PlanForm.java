package org.tiendo.producer.plan;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workbook in which a plan may be written instead of YAML: its sheets and their columns, each with the YAML file's
 * own name and a Vietnamese one. plans/README.md prints this table; a test holds the two together.
 *
 * @param name as in YAML
 * @param vietnamese what the sheet may be called, too
 * @param columns its columns; of the sheet {@code plan}, whose rows they are, one below the other
 */
record PlanForm(String name, String vietnamese, List<Column> columns) {
    /** What stands in a column. */
    enum Kind {
        TEXT,
        DAY,
        NUMBER,
        TRUTH,
        /** Several, joined by {@code ;} or a line break. */
        LIST
    }

    /**
     * One column.
     *
     * @param path as in YAML, {@code deadline.due} for a field of the deadline
     * @param vietnamese its other heading
     * @param blank what an empty cell stands for, null for nothing
     */
    record Column(
            String path,
            String vietnamese,
            Kind kind,
            @Nullable String blank) {
        private static Column of(String path, String vietnamese, Kind kind) {
            return new Column(path, vietnamese, kind, null);
        }

        private static Column of(String path, String vietnamese, String blank) {
            return new Column(path, vietnamese, Kind.TEXT, blank);
        }

        /** The last part of the path, which is the heading that people write. */
        String heading() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    static final PlanForm PLAN = new PlanForm(
            "plan",
            "kế hoạch",
            List.of(
                    Column.of("id", "mã", Kind.TEXT),
                    Column.of("number", "số ký hiệu", Kind.TEXT),
                    Column.of("title_vi", "tên kế hoạch", Kind.TEXT),
                    Column.of("title_en", "tên tiếng Anh", Kind.TEXT),
                    Column.of("issuer", "cơ quan ban hành", Kind.TEXT),
                    Column.of("issued", "ngày ban hành", Kind.DAY),
                    Column.of("implements", "thực hiện văn bản", Kind.LIST),
                    Column.of("source", "tài liệu nguồn", Kind.TEXT)));

    static final PlanForm UNITS = new PlanForm(
            "units",
            "đơn vị",
            List.of(
                    Column.of("id", "mã", Kind.TEXT),
                    Column.of("code", "mã định danh", Kind.TEXT),
                    Column.of("name_vi", "tên đơn vị", Kind.TEXT),
                    Column.of("name_en", "tên tiếng Anh", Kind.TEXT),
                    Column.of("parent", "đơn vị cấp trên", Kind.TEXT),
                    Column.of("kind", "loại", Kind.TEXT),
                    Column.of("collective", "tập thể", Kind.TRUTH),
                    Column.of("members", "thành viên", Kind.LIST),
                    Column.of("opened", "ngày thành lập", Kind.DAY),
                    Column.of("closed", "ngày giải thể", Kind.DAY)));

    static final PlanForm INDICATORS = new PlanForm(
            "indicators",
            "chỉ tiêu",
            List.of(
                    Column.of("id", "mã", Kind.TEXT),
                    Column.of("category", "nhóm", Kind.TEXT),
                    Column.of("measure", "cách đo", Kind.TEXT),
                    Column.of("name_vi", "tên chỉ tiêu", Kind.TEXT),
                    Column.of("name_en", "tên tiếng Anh", Kind.TEXT),
                    Column.of("numerator_en", "tử số", Kind.TEXT),
                    Column.of("denominator_en", "mẫu số", Kind.TEXT),
                    Column.of("floor", "tối thiểu", Kind.NUMBER),
                    Column.of("stretch", "phấn đấu", Kind.NUMBER),
                    Column.of("due", "thời hạn", Kind.DAY),
                    Column.of("from", "từ ngày", Kind.DAY),
                    Column.of("recurrence", "chu kỳ", "none"),
                    Column.of("scope", "phạm vi", "all"),
                    Column.of("reporters", "đơn vị báo cáo", Kind.LIST),
                    Column.of("line", "dòng", Kind.NUMBER)));

    static final PlanForm TASKS = new PlanForm(
            "tasks",
            "nhiệm vụ",
            List.of(
                    Column.of("id", "mã", Kind.TEXT),
                    Column.of("unit", "đơn vị chủ trì", Kind.TEXT),
                    Column.of("cooperating", "đơn vị phối hợp", Kind.LIST),
                    Column.of("category", "nhóm", Kind.TEXT),
                    Column.of("title_vi", "nhiệm vụ", Kind.TEXT),
                    Column.of("title_en", "tên tiếng Anh", Kind.TEXT),
                    Column.of("deadline.kind", "loại thời hạn", "unspecified"),
                    Column.of("deadline.due", "thời hạn", Kind.DAY),
                    Column.of("deadline.from", "từ ngày", Kind.DAY),
                    Column.of("deadline.recurrence", "chu kỳ", "none"),
                    Column.of("deadline.condition_en", "điều kiện", Kind.TEXT),
                    Column.of("deadline.text", "thời hạn theo văn bản", Kind.TEXT),
                    Column.of("line", "dòng", Kind.NUMBER)));

    /** All sheets, in the order of the form. */
    static final List<PlanForm> SHEETS = List.of(PLAN, UNITS, INDICATORS, TASKS);

    boolean isCalled(String sheet) {
        return folded(sheet).equals(folded(name)) || folded(sheet).equals(folded(vietnamese));
    }

    /** The column with this heading, in YAML's words or in Vietnamese, with marks or without. */
    Optional<Column> column(String heading) {
        String wanted = folded(heading);
        return columns.stream()
                .filter(column -> wanted.equals(folded(column.path()))
                        || wanted.equals(folded(column.heading()))
                        || wanted.equals(folded(column.vietnamese())))
                .findFirst();
    }

    /** All headings, as suggestions. */
    List<String> headings() {
        List<String> headings = new ArrayList<>();
        columns.forEach(column -> headings.add(column.heading()));
        return headings;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace('đ', 'd')
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }
}
