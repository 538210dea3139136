package org.tiendo.producer.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the files from the oldest on, once, as far as they are safe on disk. Only the draining thread uses it; that
 * thread may be interrupted, which is why it reads by a file and not by a channel.
 */
final class SpoolReader {
    private static final int CHUNK_BYTES = 2 * Frame.MAX_BYTES;

    private final Segments segments;
    private final DurableEnd end;
    private final DamagedRecords damaged;
    private long segment;
    private long offset;

    SpoolReader(Segments segments, DurableEnd end, DamagedRecords damaged) {
        this.segments = segments;
        this.end = end;
        this.damaged = damaged;
    }

    /** The next records, fewer than wanted where a look at the files finds fewer; none where there are none. */
    List<Frame> next(int most, int mostBytes) throws IOException {
        List<Frame> found = new ArrayList<>();
        DurableEnd.Place limit = end.place();
        while (found.isEmpty() && hasMore(limit)) {
            found.addAll(read(limit, most, mostBytes));
        }
        return found;
    }

    private boolean hasMore(DurableEnd.Place limit) {
        Long present = segments.atOrAfter(segment);
        if (present == null) {
            return false;
        }
        if (present != segment) {
            segment = present;
            offset = 0;
        }
        return segment < limit.segment() || (segment == limit.segment() && offset < limit.offset());
    }

    private List<Frame> read(DurableEnd.Place limit, int most, int mostBytes) throws IOException {
        ByteBuffer chunk;
        boolean toTheEnd;
        try (RandomAccessFile file = new RandomAccessFile(segments.file(segment).toFile(), "r")) {
            long length = segment == limit.segment() ? limit.offset() : file.length();
            byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, length - offset)];
            file.seek(offset);
            file.readFully(bytes);
            chunk = ByteBuffer.wrap(bytes);
            toTheEnd = offset + bytes.length == length;
        }
        FrameScan scan = FrameScan.of(chunk);
        keepDamaged(scan, chunk, toTheEnd);
        List<Frame> taken = first(scan.frames(), most, mostBytes);
        if (taken.size() < scan.frames().size()) {
            offset += taken.get(taken.size() - 1).end();
        } else if (toTheEnd) {
            moveBehind(limit, chunk.limit());
        } else {
            // What is left may be the beginning of a record, whose rest is in the next chunk; half a chunk cannot be.
            offset += Math.max(scan.end(), chunk.limit() - Frame.MAX_BYTES);
        }
        return taken;
    }

    private void moveBehind(DurableEnd.Place limit, int bytes) {
        offset += bytes;
        if (segment < limit.segment()) {
            segment++;
            offset = 0;
        }
    }

    private static List<Frame> first(List<Frame> frames, int most, int mostBytes) {
        int bytes = 0;
        List<Frame> taken = new ArrayList<>();
        for (Frame frame : frames) {
            if (!taken.isEmpty()
                    && (taken.size() == most || bytes + frame.payload().limit() > mostBytes)) {
                break;
            }
            taken.add(frame);
            bytes += frame.payload().limit();
        }
        return taken;
    }

    private void keepDamaged(FrameScan scan, ByteBuffer chunk, boolean toTheEnd) throws IOException {
        for (FrameScan.Range range : scan.damage()) {
            keep(chunk, range.from(), range.to());
        }
        if (toTheEnd && scan.end() < chunk.limit()) {
            keep(chunk, scan.end(), chunk.limit());
        }
    }

    private void keep(ByteBuffer chunk, int from, int to) throws IOException {
        damaged.keep(false, segments.file(segment), offset + from, chunk.slice(from, to - from));
    }
}
