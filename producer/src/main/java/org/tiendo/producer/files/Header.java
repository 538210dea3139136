package org.tiendo.producer.files;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which column means what, found in the first rows of a table: titles may stand above the header, and the header may be
 * two rows high, as where "Figures" stands above "Numerator" and "Denominator".
 *
 * @param lastLine the line of its last row; the reports begin below
 * @param names the header of each column as the file has it, by index; empty where there is none
 * @param columns index of each column that is known
 */
record Header(int lastLine, List<String> names, Map<Column, Integer> columns) {
    /** Titles, the issuing office and a blank line fit above. */
    static final int SEARCHED_ROWS = 10;

    /** One alone may be a word of the title. */
    private static final int FEWEST_COLUMNS = 2;

    /** The row of the first ones that names the most columns; empty where none names enough. */
    static Optional<Header> find(Iterator<Table.Row> rows) {
        List<Table.Row> first = new ArrayList<>();
        Optional<BadFileException> broken = readFirst(rows, first);
        Optional<Header> best = Optional.empty();
        for (int i = 0; i < Math.min(first.size(), SEARCHED_ROWS); i++) {
            Header found = i + 1 < first.size() && isContinued(first.get(i), first.get(i + 1))
                    ? of(first.get(i), first.get(i + 1))
                    : of(first.get(i), first.get(i));
            if (found.columns.size() >= FEWEST_COLUMNS
                    && best.map(header -> header.columns.size() < found.columns.size())
                            .orElse(true)) {
                best = Optional.of(found);
            }
        }
        if (best.isEmpty() && broken.isPresent()) {
            throw broken.get();
        }
        return best;
    }

    /** What breaks off below a header is told when its rows are read. */
    private static Optional<BadFileException> readFirst(Iterator<Table.Row> rows, List<Table.Row> first) {
        try {
            while (first.size() < SEARCHED_ROWS + 1 && rows.hasNext()) {
                first.add(rows.next());
            }
            return Optional.empty();
        } catch (BadFileException e) {
            return Optional.of(e);
        }
    }

    /** A second row of headers has nothing but headers in it, and none twice with the row above. */
    private static boolean isContinued(Table.Row upper, Table.Row lower) {
        List<String> below =
                names(lower).stream().filter(name -> !name.isEmpty()).toList();
        return !below.isEmpty()
                && below.stream().allMatch(name -> Column.named(name).isPresent())
                && names(upper).stream().anyMatch(name -> Column.named(name).isPresent());
    }

    private static Header of(Table.Row upper, Table.Row lower) {
        List<String> above = names(upper);
        List<String> below = names(lower);
        List<String> names = new ArrayList<>();
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (int i = 0; i < Math.max(above.size(), below.size()); i++) {
            String name =
                    i < below.size() && !below.get(i).isEmpty() ? below.get(i) : i < above.size() ? above.get(i) : "";
            names.add(name);
            int index = i;
            Column.named(name).ifPresent(column -> columns.putIfAbsent(column, index));
        }
        return new Header(lower.line(), List.copyOf(names), Map.copyOf(columns));
    }

    private static List<String> names(Table.Row row) {
        return row.cells().stream()
                .map(cell -> cell instanceof Cell.Text text ? text.text() : "")
                .toList();
    }

    /** Refuses what cannot be told apart, and what no report can do without. */
    void check() {
        List<String> missing = new ArrayList<>();
        for (Column needed : List.of(Column.TASK, Column.STATUS)) {
            if (!columns.containsKey(needed)) {
                missing.add("\"" + needed.headerVi() + "\" (" + needed.headerEn() + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw FileProblem.MISSING_COLUMN.with(String.join(", ", missing));
        }
        for (int i = 0; i < names.size(); i++) {
            Optional<Column> column = Column.named(names.get(i));
            int first = column.map(columns::get).orElse(i);
            if (first != i) {
                String both = "\"" + names.get(first) + "\" (" + letter(first) + "), \"" + names.get(i) + "\" ("
                        + letter(i) + ")";
                throw FileProblem.DUPLICATE_COLUMN.with(both);
            }
        }
    }

    /** Headers that mean nothing here; their columns are left out. */
    List<String> unknown() {
        return names.stream()
                .filter(name -> !name.isEmpty() && Column.named(name).isEmpty())
                .map(CellText::shown)
                .toList();
    }

    /** How wide the table is: up to the last column with a header. */
    int width() {
        int width = names.size();
        while (width > 0 && names.get(width - 1).isEmpty()) {
            width--;
        }
        return width;
    }

    Optional<Integer> index(Column column) {
        return Optional.ofNullable(columns.get(column));
    }

    /** A column's letter: A, B, … Z, AA. */
    static String letter(int index) {
        String letters = "";
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            letters = (char) ('A' + rest % 26) + letters;
        }
        return letters;
    }
}
