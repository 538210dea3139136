package org.tiendo.producer.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.contract.RefusalCode;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** Turns rows into reports, or says of each all that is wrong with it. */
final class RowReader {
    /** A report of them, in three bytes a character, stays under what the topic takes. */
    private static final int LONGEST_NOTE = 10_000;

    private static final int LONGEST_WORDS = 1_000;

    private final Header header;
    private final RowRules rules;
    private final NearestTask nearest;
    private final Map<Digest, Said> said = new HashMap<>();

    /** What an earlier row said about the same. */
    private record Said(int line, Digest content) {}

    RowReader(Header header, RowRules rules) {
        this.header = header;
        this.rules = rules;
        this.nearest = new NearestTask(rules.published());
    }

    RowOutcome read(Table.Row row) {
        RowCells cells = new RowCells(header, row);
        if (cells.isUnfilled()) {
            return new RowOutcome.UnfilledRow(row.line());
        }
        cells.checkShape();
        Optional<String> task = cells.read(Column.TASK, RowReader::id);
        Optional<String> unit = cells.read(Column.UNIT, RowReader::id).or(rules::unit);
        if (unit.isPresent() && !rules.speaksFor().test(unit.get())) {
            refuse(cells, Column.UNIT, RefusalCode.UNAUTHORISED_UNIT);
            return new RowOutcome.BadRow(row.line(), cells.flaws());
        }
        Optional<Status> status = cells.read(Column.STATUS, RowReader::status);
        Optional<LocalDate> asOf = cells.read(Column.AS_OF, DayCell::read).or(rules::asOf);
        Draft draft = new Draft(cells);
        require(cells, task, Column.TASK, RowProblem.MISSING_TASK);
        require(cells, unit, Column.UNIT, RowProblem.MISSING_UNIT);
        require(cells, status, Column.STATUS, RowProblem.MISSING_STATUS);
        require(cells, asOf, Column.AS_OF, RowProblem.MISSING_DATE);
        unit.ifPresent(named -> checkUnit(cells, named));
        task.filter(Ids::isValid).ifPresent(named -> checkTask(cells, named, unit));
        if (task.isEmpty() || unit.isEmpty() || status.isEmpty() || asOf.isEmpty() || cells.isFlawed()) {
            return new RowOutcome.BadRow(row.line(), cells.flaws());
        }
        ProgressReport report = draft.report(task.get(), unit.get(), status.get(), asOf.get(), rules.now());
        rules.published().check(report, rules.now()).ifPresent(code -> refuse(cells, report, code));
        if (!cells.isFlawed()) {
            checkOthers(cells, row.line(), report, draft.given());
        }
        return cells.isFlawed()
                ? new RowOutcome.BadRow(row.line(), cells.flaws())
                : new RowOutcome.GoodRow(row.line(), report, draft.given());
    }

    /** Nothing to say where the cell is there and cannot be read: that has been said. */
    private static void require(RowCells cells, Optional<?> value, Column column, RowProblem problem) {
        if (value.isEmpty() && cells.isBlank(column)) {
            cells.flaw(column, new CellException(problem));
        }
    }

    private void checkUnit(RowCells cells, String unit) {
        String wanted = rules.unit().orElse(unit);
        if (!unit.equals(wanted)) {
            cells.flaw(Column.UNIT, new CellException(RowProblem.UNIT_DIFFERS, CellText.shown(unit), wanted));
        }
    }

    private void checkTask(RowCells cells, String task, Optional<String> unit) {
        if (rules.published().task(task).isEmpty()) {
            Flaw flaw = nearest.unknown(task, unit);
            cells.flaw(Column.TASK, flaw.code(), flaw.messageVi(), flaw.messageEn());
        }
    }

    private static void refuse(RowCells cells, ProgressReport report, RefusalCode code) {
        Column column = switch (code) {
            case BAD_ID ->
                !Ids.isValid(report.getTaskId())
                        ? Column.TASK
                        : !Ids.isValid(report.getUnitId())
                                ? Column.UNIT
                                : !Ids.isValid(report.getReportId()) ? Column.REPORT_ID : Column.WITHDRAWS;
            case PERCENT_OUT_OF_RANGE -> Column.PERCENT;
            case NEGATIVE_FIGURE, NUMERATOR_ABOVE_DENOMINATOR, FIGURE_TOO_LARGE -> Column.NUMERATOR;
            case MISSING_FIGURE -> report.getNumerator() == null ? Column.NUMERATOR : Column.DENOMINATOR;
            case FUTURE_DATED -> Column.AS_OF;
            case UNKNOWN_PERIOD -> Column.PERIOD;
            case NOT_ASSIGNED, UNAUTHORISED_UNIT -> Column.UNIT;
            case REPORT_ID_REUSED -> Column.REPORT_ID;
            case KEY_MISMATCH, TASK_CANCELLED -> Column.TASK;
        };
        refuse(cells, column, code);
    }

    private static void refuse(RowCells cells, Column column, RefusalCode code) {
        cells.flaw(column, code.name(), code.messageVi(), code.messageEn());
    }

    /** Of two rows that say different things about the same, nobody can tell which one holds. */
    private void checkOthers(RowCells cells, int line, ProgressReport report, RowOutcome.Given given) {
        Digest content = Digest.ofContent(report);
        List<Digest> places = new ArrayList<>();
        if (given.reportId()) {
            places.add(Digest.ofId(report));
        }
        if (!given.reportedAt()) {
            places.add(Digest.ofSlot(report));
        }
        for (Digest place : places) {
            Said before = said.putIfAbsent(place, new Said(line, content));
            if (before != null && !before.content().equals(content)) {
                CellException conflict = new CellException(RowProblem.CONFLICTING_ROWS, before.line());
                cells.flaw(conflict);
                return;
            }
        }
    }

    private static String id(Cell cell) {
        return words(cell, LONGEST_WORDS);
    }

    private static Status status(Cell cell) {
        String word = words(cell, LONGEST_WORDS);
        return StatusWords.named(word)
                .orElseThrow(() -> new CellException(RowProblem.BAD_STATUS, CellText.shown(word)));
    }

    private static Instant instant(Cell cell) {
        String text = words(cell, LONGEST_WORDS);
        try {
            return Instant.ofEpochMilli(
                    OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new CellException(RowProblem.BAD_TIME, CellText.shown(text));
        }
    }

    /** The text of a cell; a number as it would be typed. */
    private static String words(Cell cell, int longest) {
        String text = "";
        if (cell instanceof Cell.Text words) {
            text = words.text();
        } else if (cell instanceof Cell.Figure number) {
            text = number.form() == Cell.Form.DATE
                    ? DayCell.read(cell).toString()
                    : number.value().stripTrailingZeros().toPlainString();
        } else if (cell instanceof Cell.Day day) {
            text = day.date().toString();
        }
        if (text.length() > longest) {
            throw new CellException(RowProblem.TEXT_TOO_LONG, longest);
        }
        if (text.indexOf('\uFFFD') >= 0) {
            throw new CellException(RowProblem.UNREADABLE_CELL);
        }
        return text;
    }

    /** What a row says beside its task, unit, status and date. */
    private static final class Draft {
        private final Optional<Integer> percent;
        private final Optional<Long> numerator;
        private final Optional<Long> denominator;
        private final Optional<String> period;
        private final Optional<String> note;
        private final Optional<String> reporter;
        private final Optional<String> withdraws;
        private final Optional<String> reportId;
        private final Optional<Instant> reportedAt;
        private final List<Evidence> evidence;

        Draft(RowCells cells) {
            Function<Cell, String> line = cell -> words(cell, LONGEST_WORDS);
            percent = cells.read(Column.PERCENT, FigureCell::percent);
            numerator = cells.read(Column.NUMERATOR, FigureCell::count);
            denominator = cells.read(Column.DENOMINATOR, FigureCell::count);
            period = cells.read(Column.PERIOD, PeriodCell::read);
            note = cells.read(Column.NOTE, cell -> words(cell, LONGEST_NOTE));
            reporter = cells.read(Column.REPORTER, line);
            withdraws = cells.read(Column.WITHDRAWS, RowReader::id);
            reportId = cells.read(Column.REPORT_ID, RowReader::id);
            reportedAt = cells.read(Column.REPORTED_AT, RowReader::instant);
            Optional<String> number = cells.read(Column.EVIDENCE_NUMBER, line);
            Optional<String> title = cells.read(Column.EVIDENCE_TITLE, line);
            Optional<String> url = cells.read(Column.EVIDENCE_URL, line);
            evidence = number.isEmpty() && title.isEmpty() && url.isEmpty()
                    ? List.of()
                    : List.of(new Evidence(number.orElse(""), title.orElse(""), orNull(url)));
        }

        RowOutcome.Given given() {
            return new RowOutcome.Given(reportId.isPresent(), reportedAt.isPresent());
        }

        ProgressReport report(String task, String unit, Status status, LocalDate asOf, Instant now) {
            ProgressReport report = ProgressReport.newBuilder()
                    .setReportId("")
                    .setTaskId(task)
                    .setUnitId(unit)
                    .setPeriod(orNull(period))
                    .setStatus(status)
                    .setPercent(orNull(percent))
                    .setNumerator(orNull(numerator))
                    .setDenominator(orNull(denominator))
                    .setAsOf(asOf)
                    .setReportedAt(reportedAt.orElse(Instant.ofEpochMilli(now.toEpochMilli())))
                    .setReporter(orNull(reporter))
                    .setNote(orNull(note))
                    .setEvidence(evidence)
                    .setWithdraws(orNull(withdraws))
                    .build();
            report.setReportId(reportId.orElseGet(() -> ReportIds.first(report, reportedAt)));
            return report;
        }

        private static <T> @Nullable T orNull(Optional<T> value) {
            return value.orElse(null);
        }
    }
}
