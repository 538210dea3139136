package org.tiendo.producer.files;

import java.util.List;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.Worksheet;

/** The second sheet of a form: how to fill it in, and the statuses that its list offers. */
final class FormNotes {
    private static final int NAME_WIDTH = 26;
    private static final int WORDS_WIDTH = 110;

    private final FormWords words;
    private final List<Column> columns;

    FormNotes(FormWords words, List<Column> columns) {
        this.words = words;
        this.columns = columns;
    }

    /** @return where the statuses stand */
    Range write(Worksheet notes, int tasks) {
        notes.width(0, NAME_WIDTH);
        notes.width(1, WORDS_WIDTH);
        int row = 0;
        notes.style(0, 0).bold().set();
        for (String line : words.instructions(tasks)) {
            notes.value(row, 0, line);
            row++;
        }
        row++;
        for (Column column : columns) {
            String explained = words.explanation(column);
            if (!explained.isEmpty()) {
                notes.value(row, 0, words.header(column));
                notes.value(row, 1, explained);
                notes.style(row, 0).bold().verticalAlignment("top").set();
                notes.style(row, 1).wrapText(true).set();
                row++;
            }
        }
        row++;
        notes.value(row, 0, words.statusesTitle());
        notes.style(row, 0).bold().set();
        List<String> statuses = ReportForm.statuses(words);
        for (int i = 0; i < statuses.size(); i++) {
            notes.value(row + 1 + i, 0, statuses.get(i));
        }
        notes.protect(ReportForm.PASSWORD);
        return notes.range(row + 1, 0, row + statuses.size(), 0);
    }
}
