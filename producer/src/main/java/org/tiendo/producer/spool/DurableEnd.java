package org.tiendo.producer.spool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Up to where the files are safe on disk, and so may be sent: told by who writes to who reads. */
final class DurableEnd {
    /**
     * A place in the files.
     *
     * @param segment the file's first number
     * @param offset in the file
     */
    record Place(long segment, long offset) {}

    private Place place;
    private boolean closed;

    DurableEnd(Place place) {
        this.place = place;
    }

    synchronized Place place() {
        return place;
    }

    synchronized void moveTo(Place next) {
        place = next;
        notifyAll();
    }

    /** Waits until it is elsewhere than it was seen, for so long at most where a time is given, or until closed. */
    synchronized void awaitOtherThan(Place seen, @Nullable Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + (atMost == null ? 0 : atMost.toNanos());
        while (place.equals(seen) && !closed) {
            long left = until - System.nanoTime();
            if (atMost != null && left <= 0) {
                return;
            }
            wait(atMost == null ? 0 : left / 1_000_000 + 1);
        }
    }

    /** Waits for a while, or until nobody is to wait any more. */
    synchronized void pause(Duration duration) throws InterruptedException {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    /** Whoever waits waits no longer. An interrupt would not do: libraries between may have swallowed it. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
