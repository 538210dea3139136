package org.tiendo.producer.spool;

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

    /** Waits until it is elsewhere than it was seen. */
    synchronized void awaitOtherThan(Place seen) throws InterruptedException {
        while (place.equals(seen)) {
            wait();
        }
    }
}
