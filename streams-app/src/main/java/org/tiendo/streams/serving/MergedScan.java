package org.tiendo.streams.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Walks through several partitions of a store as through one, in the order of the keys. */
final class MergedScan<V, T> implements Scan<T> {
    private final List<Part<V, T>> parts = new ArrayList<>();
    private final PriorityQueue<Part<V, T>> heads = new PriorityQueue<>(
            Comparator.comparing((Part<V, T> part) -> part.entries().peekNextKey(), StoreOrder.KEYS));
    private final SortedSet<Integer> missing = new TreeSet<>();

    /** The entries of one partition, and how they are read. */
    private record Part<V, T>(KeyValueIterator<String, V> entries, BiFunction<String, V, T> read) {}

    /** Adds the entries of a partition; they are closed with this scan. */
    void add(KeyValueIterator<String, V> entries, BiFunction<String, V, T> read) {
        Part<V, T> part = new Part<>(entries, read);
        parts.add(part);
        if (entries.hasNext()) {
            heads.add(part);
        }
    }

    /** Notes a partition that is not here. */
    void miss(int partition) {
        missing.add(partition);
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public Entry<T> next() {
        Part<V, T> part = heads.poll();
        if (part == null) {
            throw new NoSuchElementException();
        }
        var entry = part.entries().next();
        if (part.entries().hasNext()) {
            heads.add(part);
        }
        return new Entry<>(entry.key, part.read().apply(entry.key, entry.value));
    }

    @Override
    public Set<Integer> missingPartitions() {
        return missing;
    }

    @Override
    public void close() {
        parts.forEach(part -> part.entries().close());
    }
}
