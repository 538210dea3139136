package org.tiendo.producer.spool;

import java.util.concurrent.atomic.AtomicLong;

/** How much of the disk that it may take a spool takes: reports, held ones and damaged bytes. */
final class DiskUse {
    private final long maxBytes;
    private final AtomicLong used = new AtomicLong();

    DiskUse(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes room if there is enough. */
    boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Counts what is there, wanted or not. */
    void add(long bytes) {
        used.addAndGet(bytes);
    }

    long bytes() {
        return used.get();
    }

    long maxBytes() {
        return maxBytes;
    }
}
