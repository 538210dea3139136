package org.tiendo.producer.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the whole records among bytes that may be broken anywhere, and says which bytes belong to none.
 *
 * @param frames the whole records, in order
 * @param damage stretches between or before whole records that are none
 * @param end where the last whole record ends; what follows has no whole record in it
 */
record FrameScan(List<Frame> frames, List<Range> damage, int end) {

    /** From an offset (in) to another (out). */
    record Range(int from, int to) {
        int bytes() {
            return to - from;
        }
    }

    /** Looks through a buffer, from 0 to its limit. */
    static FrameScan of(ByteBuffer bytes) {
        List<Frame> frames = new ArrayList<>();
        List<Range> damage = new ArrayList<>();
        int end = 0;
        int next = nextFrame(bytes, end);
        while (next >= 0) {
            if (next > end) {
                damage.add(new Range(end, next));
            }
            Frame frame = Frame.at(bytes, next);
            frames.add(frame);
            end = frame.end();
            next = nextFrame(bytes, end);
        }
        return new FrameScan(List.copyOf(frames), List.copyOf(damage), end);
    }

    /**
     * Where the next whole record begins; negative where there is none. Behind a broken one the place that its length
     * leads to is tried first: only where that is wrong too is every byte looked at, so that what a report quotes is not
     * taken for a record.
     */
    private static int nextFrame(ByteBuffer bytes, int from) {
        if (Frame.isAt(bytes, from)) {
            return from;
        }
        long claimed = Frame.claimedEnd(bytes, from);
        if (claimed > from && claimed < bytes.limit() && Frame.isAt(bytes, (int) claimed)) {
            return (int) claimed;
        }
        for (int offset = from + 1; offset <= bytes.limit() - Frame.HEADER_BYTES; offset++) {
            if (Frame.isAt(bytes, offset)) {
                return offset;
            }
        }
        return -1;
    }
}
