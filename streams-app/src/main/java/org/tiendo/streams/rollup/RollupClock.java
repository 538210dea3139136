package org.tiendo.streams.rollup;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far every partition of the stage before has been read: the least of what they have said. Not known until all of them
 * have said something.
 */
final class RollupClock {
    private final Map<Integer, Instant> heard = new HashMap<>();
    private int partitions = Integer.MAX_VALUE;

    /**
     * Takes a partition's mark.
     *
     * @return true when it is news
     */
    boolean hear(int partition, int ofPartitions, Instant at) {
        partitions = ofPartitions;
        Instant known = heard.get(partition);
        if (known != null && !at.isAfter(known)) {
            return false;
        }
        heard.put(partition, at);
        return true;
    }

    Optional<Instant> now() {
        if (heard.size() < partitions) {
            return Optional.empty();
        }
        return IntStream.range(0, partitions)
                .mapToObj(partition -> heard.getOrDefault(partition, Instant.MIN))
                .min(Instant::compareTo)
                .filter(at -> at.isAfter(Instant.MIN));
    }
}
