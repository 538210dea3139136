package org.tiendo.producer.files;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Rows of cells, whatever kind of file they come from. */
interface Table {
    /** All rows from the first one on, read as they are asked for; every call begins anew. */
    Iterator<Row> rows();

    /**
     * One row.
     *
     * @param line its number as an editor shows it
     * @param cells from the first column on; later ones are blank
     * @param separator what the row was split by; empty where its cells stand apart in the file itself
     */
    record Row(int line, List<Cell> cells, Optional<Character> separator) {
        Cell cell(int index) {
            return index < cells.size() ? cells.get(index) : Cell.BLANK;
        }

        boolean isBlank() {
            return cells.stream().allMatch(Cell.Blank.class::isInstance);
        }
    }
}
