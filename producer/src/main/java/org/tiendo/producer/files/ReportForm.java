package org.tiendo.producer.files;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.CustomDataValidation;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

/**
 * The form that a unit fills in: a row for each of its tasks, the task's own columns locked, the others checked as they
 * are typed. {@link ReportFile} reads it as it is; rows left as they were are no reports.
 */
public final class ReportForm {
    private static final List<Column> COLUMNS = List.of(
            Column.TASK,
            Column.TITLE,
            Column.DEADLINE,
            Column.UNIT,
            Column.STATUS,
            Column.PERCENT,
            Column.AS_OF,
            Column.NUMERATOR,
            Column.DENOMINATOR,
            Column.PERIOD,
            Column.NOTE,
            Column.EVIDENCE_NUMBER,
            Column.EVIDENCE_TITLE);

    private static final double[] WIDTHS = {22, 50, 14, 24, 16, 12, 14, 12, 12, 12, 40, 18, 30};
    private static final int HEADER_ROW = 3;
    private static final int FROZEN_COLUMNS = 2;
    private static final String GREY = "EDEDED";
    private static final String HEADER_FILL = "D9E5F3";
    private static final String DATE_FORMAT = "dd/mm/yyyy";

    /** It keeps slips of the hand away, not people; the notes name it. */
    static final String PASSWORD = "tiendo";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final FormWords words;

    /** @param words in the user's language */
    public ReportForm(FormWords words) {
        this.words = words;
    }

    /**
     * Writes the form.
     *
     * @param unitId the unit that reports
     * @param unitName its name; empty where it is not known
     * @param tasks its tasks, in the order of the rows
     * @param today the day on which it is made
     */
    public void write(
            OutputStream out, String unitId, Optional<String> unitName, List<TaskDefinition> tasks, LocalDate today)
            throws IOException {
        try (Workbook book = new Workbook(out, "Tiendo", null)) {
            Worksheet form = book.newWorksheet(words.formSheet());
            Worksheet notes = book.newWorksheet(words.notesSheet());
            Range statuses = new FormNotes(words, COLUMNS).write(notes, tasks.size());
            writeTitle(form, unitId, unitName, today);
            writeHeader(form);
            for (int i = 0; i < tasks.size(); i++) {
                writeTask(form, HEADER_ROW + 1 + i, tasks.get(i), unitId);
            }
            int last = HEADER_ROW + Math.max(1, tasks.size());
            styleEntries(form, last);
            validate(form, last, statuses);
            form.freezePane(FROZEN_COLUMNS, HEADER_ROW + 1);
            form.protect(PASSWORD);
        }
    }

    private void writeTitle(Worksheet form, String unitId, Optional<String> unitName, LocalDate today) {
        form.value(
                0,
                0,
                words.title() + " – "
                        + unitName.map(name -> name + " (" + unitId + ")").orElse(unitId));
        form.style(0, 0).bold().fontSize(14).set();
        form.value(1, 0, words.madeOn(DAY.format(today)));
        form.style(1, 0).italic().set();
    }

    private void writeHeader(Worksheet form) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            form.value(HEADER_ROW, i, words.header(COLUMNS.get(i)));
            form.width(i, WIDTHS[i]);
        }
        form.range(HEADER_ROW, 0, HEADER_ROW, COLUMNS.size() - 1)
                .style()
                .bold()
                .wrapText(true)
                .verticalAlignment("center")
                .borderStyle(BorderStyle.THIN)
                .fillColor(HEADER_FILL)
                .set();
    }

    private void writeTask(Worksheet form, int row, TaskDefinition task, String unitId) {
        form.value(row, index(Column.TASK), CellText.harmless(task.getTaskId()));
        form.value(row, index(Column.TITLE), CellText.harmless(words.title(task)));
        form.value(row, index(Column.DEADLINE), CellText.harmless(dueOf(task.getDeadline())));
        form.value(row, index(Column.UNIT), CellText.harmless(unitId));
    }

    private static String dueOf(Deadline deadline) {
        LocalDate due = deadline.getDue();
        String printed = deadline.getText();
        if (due != null) {
            return DAY.format(due);
        }
        return printed == null ? "" : printed;
    }

    private static int index(Column column) {
        return COLUMNS.indexOf(column);
    }

    private static void styleEntries(Worksheet form, int last) {
        int firstEntry = index(Column.STATUS);
        form.range(HEADER_ROW + 1, 0, last, firstEntry - 1)
                .style()
                .fillColor(GREY)
                .wrapText(true)
                .verticalAlignment("top")
                .borderStyle(BorderStyle.THIN)
                .set();
        for (Column column : COLUMNS.subList(firstEntry, COLUMNS.size())) {
            form.range(HEADER_ROW + 1, index(column), last, index(column))
                    .style()
                    .format(formatOf(column))
                    .wrapText(true)
                    .verticalAlignment("top")
                    .borderStyle(BorderStyle.THIN)
                    .protectionOption(ProtectionOption.LOCKED, false)
                    .set();
        }
    }

    /** Periods and numbers of documents are text: a spreadsheet would make dates of them. */
    private static String formatOf(Column column) {
        return switch (column) {
            case AS_OF -> DATE_FORMAT;
            case PERCENT -> "0";
            case NUMERATOR, DENOMINATOR -> "#,##0";
            default -> "@";
        };
    }

    private void validate(Worksheet form, int last, Range statuses) {
        int first = HEADER_ROW + 1;
        form.range(first, index(Column.STATUS), last, index(Column.STATUS))
                .validateWithList(statuses)
                .errorStyle(DataValidationErrorStyle.STOP)
                .showErrorMessage(true)
                .errorTitle(words.header(Column.STATUS))
                .error(words.statusError());
        rule(
                form,
                last,
                Column.PERCENT,
                "AND(ISNUMBER(%1$s),%1$s&gt;=0,%1$s&lt;=100,%1$s=INT(%1$s))",
                words.percentError());
        rule(
                form,
                last,
                Column.AS_OF,
                "AND(ISNUMBER(%1$s),%1$s&gt;=DATE(2000,1,1),%1$s&lt;TODAY()+2)",
                words.dateError());
        for (Column figure : List.of(Column.NUMERATOR, Column.DENOMINATOR)) {
            rule(form, last, figure, "AND(ISNUMBER(%1$s),%1$s&gt;=0,%1$s=INT(%1$s))", words.figureError());
        }
    }

    /** @param formula as XML, with the first cell of the column for its argument: the library writes it as it is */
    private void rule(Worksheet form, int last, Column column, String formula, String error) {
        int first = HEADER_ROW + 1;
        String cell = Header.letter(index(column)) + (first + 1);
        CustomDataValidation rule =
                form.range(first, index(column), last, index(column)).validateWithFormula(String.format(formula, cell));
        rule.errorStyle(DataValidationErrorStyle.STOP)
                .showErrorMessage(true)
                .errorTitle(words.header(column))
                .error(error);
    }

    /** The words that the form offers for a status, in the order of its list. */
    static List<String> statuses(FormWords words) {
        return Arrays.stream(Status.values()).map(words::status).toList();
    }
}
