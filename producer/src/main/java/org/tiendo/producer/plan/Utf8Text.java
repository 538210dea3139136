package org.tiendo.producer.plan;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file in UTF-8, without a byte order mark.
 *
 * @param value as far as it can be read
 * @param flaw where and why it cannot be read on, null where it can
 */
record Utf8Text(String value, @Nullable Finding flaw) {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    static Utf8Text of(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer read = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), read, true);
        String text = read.flip().toString();
        String value = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        if (!result.isError()) {
            return new Utf8Text(value, null);
        }
        Place place = placeIn(value, value.codePointCount(0, value.length()));
        return new Utf8Text(value, new Finding(place, "", "not UTF-8 from here on; save the file as UTF-8"));
    }

    /** Where a character stands, counted in code points. */
    Place placeOf(int codePoint) {
        return placeIn(value, codePoint);
    }

    private static Place placeIn(String text, int codePoint) {
        String before = text.substring(
                0, text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length()))));
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return Place.ofText(line, before.length() - before.lastIndexOf('\n'));
    }
}
