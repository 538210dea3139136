package org.tiendo.producer.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The cells of one row by their columns, and all that is found wrong with them. */
final class RowCells {
    private final Header header;
    private final Table.Row row;
    private final List<Flaw> flaws = new ArrayList<>();

    RowCells(Header header, Table.Row row) {
        this.header = header;
        this.row = row;
    }

    /** Finds separators that stand in no quotation marks, and quotation marks that stand around whole rows. */
    void checkShape() {
        row.separator().ifPresent(this::checkSplit);
    }

    private void checkSplit(char separator) {
        int width = header.width();
        for (int i = row.cells().size() - 1; i >= width; i--) {
            if (!(row.cell(i) instanceof Cell.Blank)) {
                flaw(new CellException(RowProblem.SURPLUS_CELLS, i + 1, width));
                break;
            }
        }
        for (int i = 0; i < row.cells().size(); i++) {
            if (row.cell(i) instanceof Cell.Text text && holdsRows(text.text(), separator, width)) {
                flaw(i, new CellException(RowProblem.SWALLOWED_ROWS));
            }
        }
    }

    /** Whether a line inside a cell is split as often as a row is. */
    private static boolean holdsRows(String text, char separator, int width) {
        return width > 2
                && text.indexOf('\n') >= 0
                && text.lines()
                        .skip(1)
                        .anyMatch(line -> line.chars()
                                        .filter(character -> character == separator)
                                        .count()
                                >= width - 1);
    }

    /** A column's value; empty where the file has no such column, the cell is blank, or it cannot be read. */
    <T> Optional<T> read(Column column, Function<Cell, T> reading) {
        Optional<Integer> index = header.index(column);
        if (index.isEmpty() || isBlank(column)) {
            return Optional.empty();
        }
        Cell cell = row.cell(index.get());
        try {
            if (cell instanceof Cell.Broken broken) {
                throw new CellException(RowProblem.ERROR_CELL, broken.shown());
            }
            if (cell instanceof Cell.Unworked) {
                throw new CellException(RowProblem.FORMULA_WITHOUT_VALUE);
            }
            return Optional.of(reading.apply(cell));
        } catch (CellException e) {
            flaw(index.get(), e);
            return Optional.empty();
        }
    }

    /** Whether nothing is filled in beside what the form brings; what stands in no column of ours is something. */
    boolean isUnfilled() {
        for (Column column : Column.values()) {
            if (!column.isBroughtByForm() && !isBlank(column)) {
                return false;
            }
        }
        return row.cells().stream().skip(header.width()).allMatch(Cell.Blank.class::isInstance);
    }

    boolean isBlank(Column column) {
        return header.index(column).map(row::cell).orElse(Cell.BLANK) instanceof Cell.Blank;
    }

    /** Notes what is wrong with the row as a whole. */
    void flaw(CellException problem) {
        flaws.add(problem.at("", ""));
    }

    void flaw(Column column, CellException problem) {
        header.index(column).ifPresentOrElse(index -> flaw(index, problem), () -> flaw(problem));
    }

    void flaw(Column column, String code, String messageVi, String messageEn) {
        Optional<Integer> index = header.index(column);
        flaws.add(new Flaw(
                index.map(this::nameOf).orElse(""), index.map(Header::letter).orElse(""), code, messageVi, messageEn));
    }

    private void flaw(int index, CellException problem) {
        flaws.add(problem.at(nameOf(index), Header.letter(index)));
    }

    private String nameOf(int index) {
        return index < header.names().size() ? CellText.shown(header.names().get(index)) : "";
    }

    boolean isFlawed() {
        return !flaws.isEmpty();
    }

    /** From left to right; what is wrong with the row as a whole comes first. */
    List<Flaw> flaws() {
        return flaws.stream()
                .sorted(Comparator.comparing((Flaw flaw) -> flaw.letter().length())
                        .thenComparing(Flaw::letter))
                .toList();
    }
}
