package org.tiendo.streams.serving;

import java.util.Iterator;
import java.util.Set;

/** A walk over a store in key order, through every partition that is on this instance. Close it. */
public interface Scan<T> extends Iterator<Scan.Entry<T>>, AutoCloseable {

    /**
     * One entry.
     *
     * @param key the store's key
     */
    record Entry<T>(String key, T value) {}

    /** The partitions that another instance has, so that their entries are not seen here. */
    Set<Integer> missingPartitions();

    @Override
    void close();
}
