package org.tiendo.producer.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How one record lies in a file: four bytes that mark its beginning, the payload's length, a CRC32C of all that follows
 * the mark but itself, the record's sequence number, the payload. The mark is there so that the next whole record can be
 * found behind a broken one whose length cannot be trusted.
 *
 * @param offset where it begins
 * @param payload what it holds; a view of the buffer it was read from
 */
record Frame(int offset, long sequence, ByteBuffer payload) {
    /** "TSP" and the form's version. */
    static final int MARK = 0x54_53_50_01;

    static final int HEADER_BYTES = Integer.BYTES * 3 + Long.BYTES;
    static final int MAX_PAYLOAD_BYTES = 1024 * 1024;
    static final int MAX_BYTES = HEADER_BYTES + MAX_PAYLOAD_BYTES;

    private static final int LENGTH_AT = Integer.BYTES;
    private static final int CRC_AT = LENGTH_AT + Integer.BYTES;
    private static final int SEQUENCE_AT = CRC_AT + Integer.BYTES;

    static int bytesFor(int payloadBytes) {
        return HEADER_BYTES + payloadBytes;
    }

    /** Writes a record at the buffer's position. */
    static void put(ByteBuffer out, long sequence, byte[] payload) {
        int start = out.position();
        out.putInt(MARK).putInt(payload.length).putInt(0).putLong(sequence).put(payload);
        out.putInt(start + CRC_AT, crc(out, start, payload.length));
    }

    /** Whether a whole record begins at an offset. */
    static boolean isAt(ByteBuffer in, int offset) {
        if (in.limit() - offset < HEADER_BYTES || in.getInt(offset) != MARK) {
            return false;
        }
        int length = in.getInt(offset + LENGTH_AT);
        return length >= 0
                && length <= MAX_PAYLOAD_BYTES
                && in.limit() - offset - HEADER_BYTES >= length
                && in.getInt(offset + CRC_AT) == crc(in, offset, length);
    }

    /** Where the record that claims to begin at an offset says it ends; it may lie. */
    static long claimedEnd(ByteBuffer in, int offset) {
        return in.limit() - offset < HEADER_BYTES
                ? Long.MAX_VALUE
                : (long) offset + HEADER_BYTES + in.getInt(offset + LENGTH_AT);
    }

    /** The record at an offset at which there is one. */
    static Frame at(ByteBuffer in, int offset) {
        int length = in.getInt(offset + LENGTH_AT);
        return new Frame(
                offset,
                in.getLong(offset + SEQUENCE_AT),
                in.slice(offset + HEADER_BYTES, length).asReadOnlyBuffer());
    }

    int end() {
        return offset + HEADER_BYTES + payload.limit();
    }

    byte[] bytes() {
        byte[] bytes = new byte[payload.limit()];
        payload.get(0, bytes);
        return bytes;
    }

    private static int crc(ByteBuffer buffer, int start, int payloadBytes) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(start + LENGTH_AT, Integer.BYTES));
        crc.update(buffer.slice(start + SEQUENCE_AT, Long.BYTES + payloadBytes));
        return (int) crc.getValue();
    }
}
