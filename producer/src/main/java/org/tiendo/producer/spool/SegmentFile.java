package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that records are appended to at present. An interface so that a test can have a disk that fails. */
interface SegmentFile extends AutoCloseable {
    /** Opens a file for appending at its end, making it where it is missing. */
    interface Opener {
        SegmentFile open(Path file) throws IOException;
    }

    /** Writes all of the buffer at an offset. */
    void write(ByteBuffer bytes, long offset) throws IOException;

    /** Cuts it off. */
    void truncate(long length) throws IOException;

    /** Returns when all that was written would survive a power failure. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    /** A file on a disk. Only the spool's own writing thread uses it, for a channel closes when its thread is interrupted. */
    static SegmentFile onDisk(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new SegmentFile() {
            @Override
            public void write(ByteBuffer bytes, long offset) throws IOException {
                long at = offset;
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
            }

            @Override
            public void truncate(long length) throws IOException {
                channel.truncate(length);
            }

            @Override
            public void sync() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
