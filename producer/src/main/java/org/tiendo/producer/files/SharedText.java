package org.tiendo.producer.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that cells of a workbook name by number. */
final class SharedText {
    /** So that a table of empty texts, which packs well, stays small in memory, too. */
    private static final int MOST_TEXTS = 1_000_000;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<String> texts;

    private SharedText(List<String> texts) {
        this.texts = texts;
    }

    static SharedText none() {
        return new SharedText(List.of());
    }

    static SharedText of(XmlPart part, long inflatedLimit) {
        List<String> texts = new ArrayList<>();
        while (part.next()) {
            if (part.begins("si")) {
                if (texts.size() == MOST_TEXTS) {
                    throw FileProblem.INFLATES_TOO_LARGE.with(inflatedLimit);
                }
                texts.add(read(part, "si"));
            }
        }
        return new SharedText(texts);
    }

    /** The text in an element that has begun: its runs together, without hints on pronunciation. */
    static String read(XmlPart part, String element) {
        StringBuilder text = new StringBuilder();
        boolean isHint = false;
        while (part.next() && !part.ends(element)) {
            if (part.begins("rPh") || part.ends("rPh")) {
                isHint = part.begins("rPh");
            } else if (part.begins("t") && !isHint) {
                text.append(part.text());
            } else if (part.begins("t")) {
                part.text();
            }
        }
        return text.isEmpty() ? "" : unescape(text.toString());
    }

    /** Characters that XML cannot hold are written {@code _x000D_}. */
    static String unescape(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        Matcher escaped = ESCAPED.matcher(text);
        return escaped.replaceAll(SharedText::character);
    }

    private static String character(MatchResult match) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16)));
    }

    Optional<String> get(int index) {
        return index >= 0 && index < texts.size() ? Optional.of(texts.get(index)) : Optional.empty();
    }
}
