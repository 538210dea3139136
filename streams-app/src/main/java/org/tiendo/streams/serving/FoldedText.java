package org.tiendo.streams.serving;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text without marks and case, so that "bao cao" finds "Báo cáo" and "duong" finds "Đường". */
final class FoldedText {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private FoldedText() {}

    static String of(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd')
                .replace('Đ', 'D');
        return bare.toLowerCase(Locale.ROOT);
    }
}
