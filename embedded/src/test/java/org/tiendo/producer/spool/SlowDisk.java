package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;

/** Spools whose every record takes a while to be written, a few bytes at a time, so that a kill finds it half done. */
public final class SlowDisk {
    private static final int PIECE_BYTES = 200;

    private SlowDisk() {}

    public static Spool open(Path directory, SpoolSettings settings, Outlet outlet, InstantSource clock) {
        return Spool.open(directory, settings, outlet, clock, file -> new Slow(SegmentFile.onDisk(file)));
    }

    private record Slow(SegmentFile disk) implements SegmentFile {
        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            for (int at = 0; at < bytes.limit(); at += PIECE_BYTES) {
                disk.write(bytes.slice(at, Math.min(PIECE_BYTES, bytes.limit() - at)), offset + at);
                sleepAMoment();
            }
        }

        private static void sleepAMoment() throws IOException {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            disk.truncate(length);
        }

        @Override
        public void sync() throws IOException {
            disk.sync();
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }
}
