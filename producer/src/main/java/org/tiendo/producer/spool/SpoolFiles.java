package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that lies in a spool's directory, held by this process: what the writing and the draining thread share. */
final class SpoolFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFiles.class);

    private final Path directory;
    private final SpoolLock lock;
    private final SpoolCodec codec;
    private final DamagedRecords damaged;
    private final HeldReports held;
    private final Segments segments;
    private final DeliveryLog log;
    private final Recovery recovered;
    private final DurableEnd end;
    private final DiskUse disk;
    private final AtomicLong depth;

    private SpoolFiles(Path directory, SpoolLock lock, long maxBytes) throws IOException {
        this.directory = directory;
        this.lock = lock;
        codec = SpoolCodec.open(directory);
        damaged = new DamagedRecords(directory);
        held = new HeldReports(directory);
        segments = Segments.in(directory);
        log = DeliveryLog.open(directory);
        recovered = Recovery.mend(segments, log.state(), damaged::keep);
        Long newest = segments.newest();
        end = new DurableEnd(
                newest == null ? new DurableEnd.Place(0, 0) : new DurableEnd.Place(newest, recovered.newestEnd()));
        disk = new DiskUse(maxBytes);
        disk.add(recovered.bytes() + damaged.bytes() + held.bytes());
        depth = new AtomicLong(recovered.pending());
    }

    /**
     * Takes a directory, making it where it is missing.
     *
     * @throws SpoolInUseException when another program has it
     */
    static SpoolFiles open(Path directory, long maxBytes) throws IOException {
        Files.createDirectories(directory);
        SpoolLock lock = SpoolLock.take(directory);
        try {
            return new SpoolFiles(directory, lock, maxBytes);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    SpoolWriter writer(SegmentFile.Opener opener, int segmentBytes) {
        return new SpoolWriter(directory, segments, recovered, opener, segmentBytes, disk, end);
    }

    SpoolReader reader() {
        return new SpoolReader(segments, end, damaged);
    }

    SpoolCodec codec() {
        return codec;
    }

    DurableEnd end() {
        return end;
    }

    DeliveryState delivered() {
        return log.state();
    }

    /** Notes that some more are delivered, and deletes the files that nobody needs any more. */
    void delivered(DeliveryState state, int more) {
        try {
            log.write(state);
            disk.add(-segments.deleteBelow(state.lowWater()));
        } catch (IOException e) {
            LOG.warn("What was delivered from {} could not be noted: after a restart it is sent again", directory, e);
        }
        // Last, so that a spool that says it is empty has the room back.
        depth.addAndGet(-more);
    }

    void hold(SpooledReport report, Instant at, String reason) throws IOException {
        disk.add(held.keep(report, at, reason));
    }

    void keepUnreadable(Frame frame) throws IOException {
        damaged.keep(false, segments.file(frame.sequence()), 0, frame.payload().duplicate());
        depth.decrementAndGet();
    }

    void tell(SpoolCondition condition) {
        try {
            condition.write(directory);
        } catch (IOException e) {
            LOG.warn("The condition of the spool {} could not be written down", directory, e);
        }
    }

    void written() {
        depth.incrementAndGet();
    }

    long depth() {
        return depth.get();
    }

    long bytes() {
        return disk.bytes();
    }

    SpoolStatus status(SpoolCondition condition) throws IOException {
        return new SpoolStatus(depth(), bytes(), held.count(), damaged.count(false), damaged.count(true), condition);
    }

    @Override
    public void close() throws IOException {
        log.close();
        lock.close();
    }
}
