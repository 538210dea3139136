package org.tiendo.producer.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.producer.files.Flaw;
import org.tiendo.producer.files.ImportJournal;
import org.tiendo.producer.files.ImportJournal.Settled;
import org.tiendo.producer.files.ReportFile;
import org.tiendo.producer.files.RowOutcome;
import org.tiendo.v1.ProgressReport;

/** What a file would send, and what is wrong with it: counted to its end, shown as far as people read. */
final class ImportPreview {
    /** Who has more of them has another problem, and finds it in the first ones. */
    private static final int MOST_BAD_SHOWN = 1_000;

    private static final int TOLD_EVERY = 10_000;

    private final ReportFile file;
    private final ImportJournal journal;
    private final PublishedDefinitions published;
    private final Language language;
    private final int mostShown;
    private final List<List<String>> shown = new ArrayList<>();
    private final List<String> badShown = new ArrayList<>();
    private long fresh;
    private long corrections;
    private long again;
    private long bad;
    private long unfilled;

    ImportPreview(
            ReportFile file, ImportJournal journal, PublishedDefinitions published, Language language, int mostShown) {
        this.file = file;
        this.journal = journal;
        this.published = published;
        this.language = language;
        this.mostShown = mostShown;
    }

    void read(Stream<RowOutcome> rows, Consumer<String> progress) {
        long[] count = {0};
        rows.forEach(row -> {
            take(row);
            if (++count[0] % TOLD_EVERY == 0) {
                progress.accept(language.pick("đã đọc " + count[0] + " dòng", "read " + count[0] + " rows"));
            }
        });
    }

    private void take(RowOutcome row) {
        if (row instanceof RowOutcome.BadRow badRow) {
            takeBad(badRow.line(), badRow.flaws());
        } else if (row instanceof RowOutcome.UnfilledRow) {
            unfilled++;
        } else if (row instanceof RowOutcome.GoodRow good) {
            Settled settled = journal.settle(file, good);
            if (settled instanceof Settled.IdTaken taken) {
                takeBad(good.line(), List.of(taken.flaw()));
            } else {
                takeGood(good.line(), settled);
            }
        }
    }

    private void takeBad(int line, List<Flaw> flaws) {
        bad++;
        for (Flaw flaw : flaws) {
            if (badShown.size() < MOST_BAD_SHOWN) {
                badShown.add("  " + place(line, flaw) + ": " + flaw.code() + ": " + language.reason(flaw));
            }
        }
    }

    private String place(int line, Flaw flaw) {
        String row = language.pick("dòng ", "line ") + line;
        return flaw.letter().isEmpty()
                ? row
                : row + language.pick(", cột ", ", column ") + flaw.letter() + " \"" + flaw.column() + "\"";
    }

    private void takeGood(int line, Settled settled) {
        String kind;
        if (settled instanceof Settled.Again) {
            again++;
            kind = language.pick("đã nhập", "as before");
        } else if (settled instanceof Settled.Correction) {
            corrections++;
            kind = language.pick("sửa", "corrects");
        } else {
            fresh++;
            kind = language.pick("mới", "new");
        }
        if (shown.size() < mostShown) {
            shown.add(cells(line, settled.report(), kind));
        }
    }

    private List<String> cells(int line, ProgressReport report, String kind) {
        String title = published
                .task(report.getTaskId())
                .map(task -> language.form().title(task))
                .orElse("");
        return List.of(
                String.valueOf(line),
                report.getTaskId(),
                TextTable.cut(title),
                report.getUnitId(),
                language.form().status(report.getStatus()),
                report.getAsOf().toString() + (report.getPeriod() == null ? "" : " (" + report.getPeriod() + ")"),
                report.getPercent() == null ? "" : report.getPercent() + " %",
                figures(report),
                kind);
    }

    private static String figures(ProgressReport report) {
        if (report.getNumerator() == null) {
            return "";
        }
        return report.getDenominator() == null
                ? String.valueOf(report.getNumerator())
                : report.getNumerator() + "/" + report.getDenominator();
    }

    long good() {
        return fresh + corrections + again;
    }

    long bad() {
        return bad;
    }

    void print(PrintWriter out) {
        if (!file.unknownColumns().isEmpty()) {
            String names = String.join(", ", file.unknownColumns());
            out.println(language.pick("Bỏ qua các cột không biết: ", "Columns not known, left out: ") + names);
        }
        journal.importedAt(file)
                .ifPresent(at -> out.println(language.pick(
                        "Tệp này đã được nhập ngày " + BusinessTime.dayOf(at)
                                + ": các dòng đã gửi không được tính lại.",
                        "This file was imported on " + BusinessTime.dayOf(at)
                                + ": rows sent then count no second time.")));
        if (!shown.isEmpty()) {
            TextTable.print(out, header(), shown);
        }
        if (good() > shown.size()) {
            out.println(language.pick(
                    "… và " + (good() - shown.size()) + " dòng nữa (--rows N)",
                    "… and " + (good() - shown.size()) + " more (--rows N)"));
        }
        if (!badShown.isEmpty()) {
            out.println(language.pick("Các dòng sai:", "Bad rows:"));
            badShown.forEach(out::println);
            if (badShown.size() == MOST_BAD_SHOWN) {
                out.println(language.pick(
                        "  … chỉ hiện " + MOST_BAD_SHOWN + " lỗi đầu",
                        "  … only the first " + MOST_BAD_SHOWN + " are shown"));
            }
        }
        out.println(language.pick(
                good() + " báo cáo (" + fresh + " mới, " + corrections + " sửa, " + again + " đã nhập trước đây), "
                        + bad + " dòng sai, " + unfilled + " dòng chưa điền",
                good() + " reports (" + fresh + " new, " + corrections + " corrections, " + again
                        + " as imported before), " + bad + " bad rows, " + unfilled + " rows not filled in"));
    }

    private List<String> header() {
        return language == Language.VI
                ? List.of("Dòng", "Nhiệm vụ", "Tên", "Đơn vị", "Trạng thái", "Ngày số liệu", "Tỷ lệ", "Số liệu", "")
                : List.of("Line", "Task", "Title", "Unit", "Status", "As of", "Percent", "Figures", "");
    }
}
