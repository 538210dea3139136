package org.tiendo.producer.spool;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has been delivered: everything up to a sequence number, but for a few that are still open.
 *
 * @param readThrough up to here everything was read from the files
 * @param open what was read and is not delivered yet
 */
record DeliveryState(long readThrough, Set<Long> open) {
    static final DeliveryState NOTHING = new DeliveryState(0, Set.of());

    DeliveryState {
        open = Set.copyOf(open);
    }

    static DeliveryState of(long readThrough, Collection<Long> open) {
        return new DeliveryState(readThrough, Set.copyOf(open));
    }

    boolean isDone(long sequence) {
        return sequence <= readThrough && !open.contains(sequence);
    }

    /** Everything below this is delivered. */
    long lowWater() {
        return open.stream().mapToLong(Long::longValue).min().orElse(readThrough + 1);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(open.size() * Long.BYTES);
        new TreeSet<>(open).forEach(bytes::putLong);
        return bytes.array();
    }

    static DeliveryState of(Frame frame) {
        Set<Long> open = new TreeSet<>();
        ByteBuffer payload = frame.payload().duplicate();
        while (payload.remaining() >= Long.BYTES) {
            open.add(payload.getLong());
        }
        return new DeliveryState(frame.sequence(), open);
    }
}
