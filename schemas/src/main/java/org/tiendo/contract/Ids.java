package org.tiendo.contract;

import java.text.Normalizer;

/** The form of every id: NFC, 1 to 128 characters, no blank, control character, {@code |} or {@code /}. */
public final class Ids {
    public static final int MAX_CHARACTERS = 128;

    /** Joins the parts of a composite key; no id holds it. */
    public static final char SEPARATOR = '|';

    private Ids() {}

    public static boolean isValid(String id) {
        if (id.isEmpty() || id.length() > 2 * MAX_CHARACTERS) {
            return false;
        }
        return id.codePointCount(0, id.length()) <= MAX_CHARACTERS
                && id.codePoints().allMatch(Ids::isAllowed)
                && Normalizer.isNormalized(id, Normalizer.Form.NFC);
    }

    private static boolean isAllowed(int character) {
        return character != SEPARATOR
                && character != '/'
                && !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }

    /** Joins ids into a composite key. */
    public static String join(String first, String... rest) {
        StringBuilder key = new StringBuilder(first);
        for (String part : rest) {
            key.append(SEPARATOR).append(part);
        }
        return key.toString();
    }
}
