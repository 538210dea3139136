package org.tiendo.embedded.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The two tables of {@code docs/deadlines.md}.
 *
 * @param named one task of each kind
 * @param days what becomes of them
 */
record DeadlineDocument(List<Named> named, List<Day> days) {
    private static final int NAMED_COLUMNS = 6;
    private static final int DAY_COLUMNS = 8;

    /** A row of the first table. */
    record Named(String kind, int count, String taskId, String line, String printed) {}

    /** A row of the second table; what is not there is an empty text. */
    record Day(
            String taskId,
            LocalDate day,
            String event,
            String period,
            String bucket,
            String due,
            String overdue,
            String alerts) {}

    static DeadlineDocument read() {
        List<Named> named = new ArrayList<>();
        List<Day> days = new ArrayList<>();
        for (List<String> cells : rows()) {
            if (cells.size() == NAMED_COLUMNS) {
                named.add(new Named(
                        cells.get(0), Integer.parseInt(cells.get(1)), cells.get(2), cells.get(3), cells.get(4)));
            } else if (cells.size() == DAY_COLUMNS) {
                days.add(new Day(
                        cells.get(0),
                        LocalDate.parse(cells.get(1)),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4),
                        cells.get(5),
                        cells.get(6),
                        cells.get(7)));
            }
        }
        return new DeadlineDocument(named, days);
    }

    /** The cells of every table row but headings. */
    private static List<List<String>> rows() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "deadlines.md")).stream()
                    .filter(line ->
                            line.startsWith("| ") && !line.startsWith("| kind |") && !line.startsWith("| task |"))
                    .map(line -> Arrays.stream(
                                    line.substring(1, line.length() - 1).split("\\|"))
                            .map(DeadlineDocument::text)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String cell) {
        String text = cell.replace("`", "").trim();
        return text.equals("–") ? "" : text;
    }
}
