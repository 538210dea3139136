package org.tiendo.producer.files;

import java.text.Normalizer;

/** Cleans what people and programs put into cells, and folds it for comparison. */
final class CellText {
    private static final int SHOWN = 40;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CellText() {}

    /**
     * The cell of a text: in NFC, without blanks around it, and without the quote that exports put before what a
     * spreadsheet would take for a formula.
     */
    static Cell cell(String raw) {
        String text = trim(Normalizer.normalize(raw, Normalizer.Form.NFC));
        if (text.startsWith("'") && isGuarded(text)) {
            text = trim(text.substring(1));
        }
        return text.isEmpty() ? Cell.BLANK : new Cell.Text(text);
    }

    /** Puts a quote before text that a spreadsheet would take for a formula; {@link #cell} takes it off again. */
    static String harmless(String text) {
        return isGuarded("'" + text) ? "'" + text : text;
    }

    private static boolean isGuarded(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (FORMULA_STARTS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return false;
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Also what cannot be seen: copied from web pages, ids carry it. */
    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == '\uFEFF'
                || character == '\u200B';
    }

    /** Letters and digits only, small and without marks: how headers and statuses are compared. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(character -> folded.appendCodePoint(character == 'đ' ? 'd' : character));
        return folded.toString();
    }

    /** As much of a text as a message can show, without anything that a terminal would obey. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .map(character -> isObeyed(character) ? ' ' : character)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
    }

    private static boolean isObeyed(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
