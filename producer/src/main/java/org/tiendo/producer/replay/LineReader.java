package org.tiendo.producer.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;

/**
 * Lines of UTF-8, one at a time. Bytes that are no UTF-8 are an error in their line instead of a silent replacement,
 * and a line without an end does not fill the memory.
 */
final class LineReader {
    private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int position;
    private int limit;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Number of the line read last; the first is 1. */
    long number() {
        return number;
    }

    /** The next line without its end, null after the last one. */
    @Nullable
    String next() throws IOException {
        if (atEnd()) {
            return null;
        }
        number++;
        line.reset();
        while (!atEnd()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, end - position);
            if (line.size() > MAX_LINE_BYTES) {
                throw new BadInputException("line " + number + " is longer than " + MAX_LINE_BYTES + " bytes");
            }
            position = end + 1;
            if (end < limit) {
                return decode();
            }
        }
        return decode();
    }

    private boolean atEnd() throws IOException {
        if (position < limit) {
            return false;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit == 0;
    }

    private String decode() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadInputException("line " + number + " is not UTF-8", e);
        }
    }
}
