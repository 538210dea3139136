package org.tiendo.producer.files;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet, one at a time. */
final class SheetRows implements Iterator<Table.Row> {
    /** What stands further right is no part of a report. */
    private static final int WIDEST = 256;

    /** Beyond these a number is no figure, and writing it out could fill the memory. */
    private static final int MOST_DIGITS = 400;

    private final XmlPart part;
    private final SharedText texts;
    private final NumberForms forms;
    private final LocalDate dayZero;
    private int line;
    private Table.@Nullable Row next;

    SheetRows(XmlPart part, SharedText texts, NumberForms forms, LocalDate dayZero) {
        this.part = part;
        this.texts = texts;
        this.forms = forms;
        this.dayZero = dayZero;
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Table.Row next() {
        Table.Row row = next;
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = read();
        return row;
    }

    private Table.@Nullable Row read() {
        while (part.next()) {
            if (part.begins("row")) {
                line = part.attribute("r").flatMap(SheetRows::number).orElse(line + 1);
                return new Table.Row(line, cells(), Optional.empty());
            }
            if (part.ends("sheetData")) {
                return null;
            }
        }
        return null;
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        int column = -1;
        while (part.next() && !part.ends("row")) {
            if (part.begins("c")) {
                int before = column;
                column = part.attribute("r").map(SheetRows::column).orElse(before + 1);
                Cell cell = cell();
                if (column > before && column < WIDEST) {
                    while (cells.size() < column) {
                        cells.add(Cell.BLANK);
                    }
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    /** The column of a reference such as AB12; too wide a one where it is none. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && column <= WIDEST; i++) {
            char letter = reference.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + letter - 'A' + 1;
        }
        return column == 0 ? WIDEST : column - 1;
    }

    private Cell cell() {
        String type = part.attribute("t").orElse("n");
        Cell.Form form = forms.of(part.attribute("s"));
        boolean isFormula = false;
        Optional<String> value = Optional.empty();
        while (part.next() && !part.ends("c")) {
            if (part.begins("f")) {
                isFormula = true;
                part.text();
            } else if (part.begins("v")) {
                value = Optional.of(part.text());
            } else if (part.begins("is")) {
                value = Optional.of(SharedText.read(part, "is"));
            }
        }
        if (value.isEmpty() || (value.get().isEmpty() && !type.equals("str"))) {
            return isFormula ? new Cell.Unworked() : Cell.BLANK;
        }
        return cell(type, value.get(), form);
    }

    private Cell cell(String type, String value, Cell.Form form) {
        return switch (type) {
            case "s" ->
                number(value)
                        .flatMap(texts::get)
                        .map(CellText::cell)
                        .orElseGet(() -> new Cell.Broken("text " + CellText.shown(value)));
            case "inlineStr" -> CellText.cell(value);
            case "str" -> CellText.cell(SharedText.unescape(value));
            case "b" -> new Cell.Text(value.equals("1") || value.equals("true") ? "TRUE" : "FALSE");
            case "d" -> day(value);
            case "n" -> numeric(value, form);
            default -> new Cell.Broken(CellText.shown(value));
        };
    }

    private static Cell day(String value) {
        try {
            return new Cell.Day(LocalDate.parse(value.length() > 10 ? value.substring(0, 10) : value));
        } catch (DateTimeParseException e) {
            return new Cell.Broken(CellText.shown(value));
        }
    }

    private Cell numeric(String value, Cell.Form form) {
        try {
            BigDecimal number = new BigDecimal(value.strip());
            boolean isWritable = Math.abs((long) number.scale()) < MOST_DIGITS && number.precision() < MOST_DIGITS;
            return isWritable ? new Cell.Figure(number, form, dayZero) : new Cell.Broken(CellText.shown(value));
        } catch (NumberFormatException e) {
            return new Cell.Broken(CellText.shown(value));
        }
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
