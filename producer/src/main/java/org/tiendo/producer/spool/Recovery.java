package org.tiendo.producer.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a look through a spool's files found. Whole records are all there is to trust: a process can be killed, and a
 * disk can err, at any byte.
 *
 * @param lastSequence the greatest number given so far
 * @param pending records that are not delivered
 * @param bytes how large the files are
 * @param newestEnd where the newest file's last whole record ends
 * @param tornTails 1 where the newest file ended in half a record
 */
record Recovery(long lastSequence, long pending, long bytes, long newestEnd, int tornTails) {

    /** Where bytes go that are no record. */
    interface Keeper {
        void keep(boolean torn, Path segment, long offset, ByteBuffer bytes) throws IOException;
    }

    /** Looks, and keeps broken bytes elsewhere; nothing is changed. */
    static Recovery look(Segments segments, DeliveryState delivered, Keeper damaged) throws IOException {
        // Numbers that were given to records no longer there must not be given again: they count as delivered.
        long last = Math.max(
                delivered.readThrough(),
                delivered.open().stream().mapToLong(Long::longValue).max().orElse(0));
        long pending = 0;
        long bytes = 0;
        long newestEnd = 0;
        int torn = 0;
        List<Path> files = segments.all();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            FrameScan scan = FrameScan.of(content);
            for (FrameScan.Range range : scan.damage()) {
                damaged.keep(false, file, range.from(), content.slice(range.from(), range.bytes()));
            }
            int rest = content.limit() - scan.end();
            boolean newest = i == files.size() - 1;
            if (rest > 0) {
                torn += newest ? 1 : 0;
                damaged.keep(newest, file, scan.end(), content.slice(scan.end(), rest));
            }
            for (Frame frame : scan.frames()) {
                last = Math.max(last, frame.sequence());
                pending += delivered.isDone(frame.sequence()) ? 0 : 1;
            }
            newestEnd = scan.end();
            bytes += newest ? scan.end() : content.limit();
        }
        Long newestFirst = segments.newest();
        return new Recovery(
                newestFirst == null ? last : Math.max(last, newestFirst - 1), pending, bytes, newestEnd, torn);
    }

    /** Looks, and cuts off what the newest file has behind its last whole record, so that appending can go on. */
    static Recovery mend(Segments segments, DeliveryState delivered, Keeper damaged) throws IOException {
        Recovery found = look(segments, delivered, damaged);
        Long newest = segments.newest();
        if (newest != null && found.tornTails() > 0) {
            try (RandomAccessFile file =
                    new RandomAccessFile(segments.file(newest).toFile(), "rw")) {
                file.setLength(found.newestEnd());
                file.getFD().sync();
            }
        }
        return found;
    }
}
