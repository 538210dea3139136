package org.tiendo.producer.plan;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a file.
 *
 * @param place where it stands, null where that is not known
 * @param path which value it is, such as {@code tasks[3].unit}; empty for the file as a whole
 * @param message what is wrong and what is expected
 */
record Finding(@Nullable Place place, String path, String message) {
    /** As one reads the file; what has no place comes first. */
    static final Comparator<Finding> READING_ORDER =
            Comparator.comparing(Finding::place, Comparator.nullsFirst(Comparator.naturalOrder()));

    private static final int LONGEST = 400;

    Finding {
        path = clean(path);
        message = clean(message);
    }

    /** A file may hold anything: what is quoted of it neither breaks the line nor fills the screen. */
    private static String clean(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.codePoints()
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** {@code plan.yaml:12:5: tasks[3].unit: what is wrong}. */
    String in(String file) {
        return file + (place == null ? "" : ":" + place) + ": " + this;
    }

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
