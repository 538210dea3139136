package org.tiendo.producer.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which cell styles of a workbook show a number as a percentage or as a date. */
final class NumberForms {
    private static final int MOST_STYLES = 100_000;

    /** Words in quotation marks, escaped characters, colours and conditions mean nothing. */
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*]");

    private final List<Cell.Form> byStyle;

    private NumberForms(List<Cell.Form> byStyle) {
        this.byStyle = byStyle;
    }

    static NumberForms none() {
        return new NumberForms(List.of());
    }

    static NumberForms of(XmlPart part) {
        Map<String, String> formats = new HashMap<>();
        List<Cell.Form> byStyle = new ArrayList<>();
        boolean isCellStyle = false;
        while (part.next()) {
            if (part.begins("cellXfs") || part.ends("cellXfs")) {
                isCellStyle = part.begins("cellXfs");
            } else if (part.begins("numFmt") && formats.size() < MOST_STYLES) {
                formats.put(
                        part.attribute("numFmtId").orElse(""),
                        part.attribute("formatCode").orElse(""));
            } else if (part.begins("xf") && isCellStyle && byStyle.size() < MOST_STYLES) {
                String id = part.attribute("numFmtId").orElse("0");
                byStyle.add(formats.containsKey(id) ? formOf(formats.get(id)) : builtIn(id));
            }
        }
        return new NumberForms(byStyle);
    }

    /** The formats that every workbook has without naming them; 27 to 36 and 50 to 58 are dates in East Asian Excel. */
    private static Cell.Form builtIn(String id) {
        return switch (id) {
            case "9", "10" -> Cell.Form.PERCENT;
            case "14",
                    "15",
                    "16",
                    "17",
                    "22",
                    "27",
                    "28",
                    "29",
                    "30",
                    "31",
                    "36",
                    "50",
                    "51",
                    "52",
                    "53",
                    "54",
                    "55",
                    "56",
                    "57",
                    "58" -> Cell.Form.DATE;
            default -> Cell.Form.PLAIN;
        };
    }

    private static Cell.Form formOf(String formatCode) {
        String bare = LITERALS.matcher(formatCode).replaceAll("").toLowerCase(Locale.ROOT);
        if (bare.contains("%")) {
            return Cell.Form.PERCENT;
        }
        return bare.indexOf('d') >= 0 || bare.indexOf('y') >= 0 ? Cell.Form.DATE : Cell.Form.PLAIN;
    }

    Cell.Form of(Optional<String> style) {
        try {
            int index = Integer.parseInt(style.orElse("0"));
            return index >= 0 && index < byStyle.size() ? byStyle.get(index) : Cell.Form.PLAIN;
        } catch (NumberFormatException e) {
            return Cell.Form.PLAIN;
        }
    }
}
