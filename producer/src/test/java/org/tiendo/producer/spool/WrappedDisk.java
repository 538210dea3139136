package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk that does what another does; a test has it do one thing otherwise. */
abstract class WrappedDisk implements SegmentFile {
    private final SegmentFile disk;

    WrappedDisk(SegmentFile disk) {
        this.disk = disk;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
        disk.write(bytes, offset);
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
