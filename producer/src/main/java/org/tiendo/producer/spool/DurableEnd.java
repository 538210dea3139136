package org.tiendo.producer.spool;

import java.time.Duration;

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

    /** Waits until it is elsewhere than it was seen, or nobody is to wait any more. */
    synchronized void awaitOtherThan(Place seen) throws InterruptedException {
        while (place.equals(seen) && !closed) {
            wait();
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
