package org.tiendo.producer.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Remembers on disk what has been delivered. It is not synchronised with the disk at each step: what a power failure
 * takes from its end is delivered again, which its reportId makes harmless, while waiting for the disk would slow every
 * report down.
 */
final class DeliveryLog implements AutoCloseable {
    static final String FILE = "delivered";
    private static final int REWRITE_BYTES = 256 * 1024;

    private final Path file;
    private RandomAccessFile out;
    private DeliveryState state;

    private DeliveryLog(Path file, RandomAccessFile out, DeliveryState state) {
        this.file = file;
        this.out = out;
        this.state = state;
    }

    static DeliveryLog open(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        FrameScan entries = scan(file);
        RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
        // A torn end is cut off rather than the file written anew: on a full disk only the former works.
        out.setLength(entries.end());
        out.seek(entries.end());
        return new DeliveryLog(file, out, last(entries));
    }

    /** What the directory's log says; nothing where there is none. */
    static DeliveryState read(Path directory) throws IOException {
        return last(scan(directory.resolve(FILE)));
    }

    private static FrameScan scan(Path file) throws IOException {
        return FrameScan.of(ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]));
    }

    private static DeliveryState last(FrameScan entries) {
        List<Frame> frames = entries.frames();
        return frames.isEmpty() ? DeliveryState.NOTHING : DeliveryState.of(frames.get(frames.size() - 1));
    }

    DeliveryState state() {
        return state;
    }

    void write(DeliveryState next) throws IOException {
        byte[] entry = bytes(next).array();
        if (out.length() + entry.length > REWRITE_BYTES) {
            SafeFiles.write(file, entry);
            out.close();
            out = new RandomAccessFile(file.toFile(), "rw");
            out.seek(out.length());
        } else {
            out.write(entry);
        }
        state = next;
    }

    private static ByteBuffer bytes(DeliveryState state) {
        byte[] open = state.toBytes();
        ByteBuffer bytes = ByteBuffer.allocate(Frame.bytesFor(open.length));
        Frame.put(bytes, state.readThrough(), open);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
