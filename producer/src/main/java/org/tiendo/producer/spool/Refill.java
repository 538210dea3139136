package org.tiendo.producer.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the window from the files. A record counts as read only when it is in the window or its bytes are kept: where
 * neither can be done it stays next in turn, for what counts as read and is in no window would be lost.
 */
final class Refill {
    private static final Logger LOG = LoggerFactory.getLogger(Refill.class);

    private final SpoolFiles files;
    private final SpoolReader reader;
    private final Window window;
    private final Deque<Frame> pending = new ArrayDeque<>();
    private long readThrough;

    Refill(SpoolFiles files, Window window) {
        this.files = files;
        this.window = window;
        this.reader = files.reader();
        this.readThrough = files.delivered().readThrough();
    }

    /** Up to here everything was read. */
    long readThrough() {
        return readThrough;
    }

    /** Takes what is there, as far as there is room for it. */
    void fill() throws IOException {
        while (true) {
            takePending();
            if (window.freeReports() <= 0 || window.freeBytes() <= 0) {
                return;
            }
            pending.addAll(reader.next(window.freeReports(), window.freeBytes()));
            if (pending.isEmpty()) {
                return;
            }
        }
    }

    private void takePending() throws IOException {
        for (Frame frame = pending.peek(); frame != null; frame = pending.peek()) {
            if (!files.delivered().isDone(frame.sequence())) {
                take(frame);
            }
            readThrough = Math.max(readThrough, frame.sequence());
            pending.remove();
        }
    }

    private void take(Frame frame) throws IOException {
        SpooledReport report;
        try {
            report = new SpooledReport(frame.sequence(), files.codec().decode(frame.bytes()));
        } catch (RuntimeException e) {
            // Avro's own exceptions and, for values that no report can have, those of the types read into.
            LOG.error("Record {} of the spool is no report that this release can read", frame.sequence(), e);
            files.keepUnreadable(frame);
            return;
        }
        window.add(report, frame.payload().limit());
    }
}
