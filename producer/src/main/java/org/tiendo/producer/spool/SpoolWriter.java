package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes reports down, in the order in which they are handed in. One thread writes all that waits and asks the disk once
 * for all of it: waiting for the disk is what takes the time, so many callers share one wait.
 */
final class SpoolWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolWriter.class);
    private static final int GROUP_BYTES = 1024 * 1024;
    private static final int WAITING_BYTES = 8 * 1024 * 1024;

    /** What becomes of a report that is to be written down. Called by the writing thread. */
    interface Receipt {
        /** It is safe. It may be sent only after this returns. */
        void written(long sequence);

        /** It was not taken. */
        void failed(RuntimeException cause);
    }

    private record Entry(byte[] payload, Receipt receipt) {
        int bytes() {
            return Frame.bytesFor(payload.length);
        }
    }

    private final Path directory;
    private final Segments segments;
    private final SegmentFile.Opener opener;
    private final int segmentBytes;
    private final DiskUse disk;
    private final DurableEnd end;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Semaphore room = new Semaphore(WAITING_BYTES, true);
    private boolean closed;

    private @Nullable SegmentFile file;
    private long segment;
    private long offset;
    private long lastSequence;

    SpoolWriter(
            Path directory,
            Segments segments,
            Recovery recovered,
            SegmentFile.Opener opener,
            int segmentBytes,
            DiskUse disk,
            DurableEnd end) {
        this.directory = directory;
        this.segments = segments;
        this.opener = opener;
        this.segmentBytes = segmentBytes;
        this.disk = disk;
        this.end = end;
        this.lastSequence = recovered.lastSequence();
        this.segment = end.place().segment();
        this.offset = end.place().offset();
    }

    /** Hands a report in; waits where too many wait already. */
    void append(byte[] payload, Receipt receipt) {
        Entry entry = new Entry(payload, receipt);
        room.acquireUninterruptibly(entry.bytes());
        synchronized (this) {
            if (!closed) {
                waiting.add(entry);
                notifyAll();
                return;
            }
        }
        room.release(entry.bytes());
        receipt.failed(new IllegalStateException("the reporter is closed"));
    }

    /** What was handed in before is still written; the thread ends then. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            for (List<Entry> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
                write(group);
            }
        } catch (InterruptedException e) {
            LOG.warn("The spool's writing thread was interrupted and has stopped", e);
        } finally {
            close();
            refuseWaiting();
            closeFile();
        }
    }

    /** What waits, up to a size; empty when it is closed and nothing does. */
    private synchronized List<Entry> nextGroup() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<Entry> group = new ArrayList<>();
        for (int bytes = 0;
                bytes < GROUP_BYTES && !waiting.isEmpty();
                bytes += group.get(group.size() - 1).bytes()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void refuseWaiting() {
        waiting.forEach(entry -> {
            room.release(entry.bytes());
            entry.receipt().failed(new IllegalStateException("the spool has stopped"));
        });
        waiting.clear();
    }

    private void write(List<Entry> group) {
        List<Entry> fitting = new ArrayList<>();
        for (Entry entry : group) {
            if (disk.reserve(entry.bytes())) {
                fitting.add(entry);
            } else {
                entry.receipt().failed(new SpoolFullException(directory, disk.bytes(), disk.maxBytes()));
            }
        }
        int bytes = fitting.stream().mapToInt(Entry::bytes).sum();
        try {
            if (!fitting.isEmpty()) {
                writeDown(fitting, bytes);
            }
        } catch (IOException e) {
            disk.add(-bytes);
            LOG.warn("{} reports could not be written to the spool {}", fitting.size(), directory, e);
            fitting.forEach(entry -> entry.receipt().failed(new SpoolFullException(directory, e)));
        } finally {
            room.release(group.stream().mapToInt(Entry::bytes).sum());
        }
    }

    private void writeDown(List<Entry> entries, int size) throws IOException {
        SegmentFile to = fileWithRoom();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        long first = lastSequence + 1;
        for (Entry entry : entries) {
            lastSequence++;
            Frame.put(bytes, lastSequence, entry.payload());
        }
        try {
            to.write(bytes.flip(), offset);
            to.sync();
        } catch (IOException e) {
            abandon(to, e);
            throw e;
        }
        offset += size;
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).receipt().written(first + i);
        }
        end.moveTo(new DurableEnd.Place(segment, offset));
    }

    private SegmentFile fileWithRoom() throws IOException {
        if (file != null && offset >= segmentBytes) {
            closeFile();
        }
        if (file == null) {
            if (segment == 0 || offset >= segmentBytes) {
                segment = lastSequence + 1;
                offset = 0;
            }
            file = opener.open(segments.file(segment));
            segments.add(segment);
            SafeFiles.syncDirectory(directory);
        }
        return file;
    }

    /** Nobody knows what a failed write has left: it is cut off, and where that fails another file is begun. */
    private void abandon(SegmentFile broken, IOException cause) {
        try {
            broken.truncate(offset);
        } catch (IOException e) {
            cause.addSuppressed(e);
            offset = segmentBytes;
        }
        closeFile();
    }

    private void closeFile() {
        SegmentFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("A file of the spool {} could not be closed", directory, e);
            }
        }
    }
}
