package org.tiendo.producer.plan;

import java.util.Comparator;

/**
 * Where something stands in a file of a plan: a line of text, or a cell of a workbook.
 *
 * @param sheet the sheet's number in the workbook from 1, 0 in a text file
 * @param sheetName empty in a text file
 * @param line line or row, from 1
 * @param column from 1
 */
record Place(int sheet, String sheetName, int line, int column) implements Comparable<Place> {
    private static final int LETTERS = 26;
    private static final Comparator<Place> READING_ORDER =
            Comparator.comparingInt(Place::sheet).thenComparingInt(Place::line).thenComparingInt(Place::column);

    static Place ofText(int line, int column) {
        return new Place(0, "", line, column);
    }

    @Override
    public int compareTo(Place other) {
        return READING_ORDER.compare(this, other);
    }

    /** {@code 12:5}, or {@code tasks!D7} as spreadsheets write it. */
    @Override
    public String toString() {
        return sheet == 0 ? line + ":" + column : sheetName + "!" + letters(column) + line;
    }

    private static String letters(int column) {
        String rest = column > LETTERS ? letters((column - 1) / LETTERS) : "";
        return rest + (char) ('A' + (column - 1) % LETTERS);
    }
}
