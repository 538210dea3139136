package org.tiendo.producer.spool;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The reports that were read from the files and are not delivered yet, in their order. Reports that must wait stay in it
 * while others go past them, until it is full of such; it bounds what is in memory.
 */
final class Window {
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private record Entry(SpooledReport report, int bytes) {}

    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final int most;
    private int bytes;

    Window(int most) {
        this.most = most;
    }

    void add(SpooledReport report, int size) {
        entries.put(report.sequence(), new Entry(report, size));
        bytes += size;
    }

    void remove(long sequence) {
        Entry removed = entries.remove(sequence);
        bytes -= removed == null ? 0 : removed.bytes();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int freeReports() {
        return most - entries.size();
    }

    int freeBytes() {
        return MAX_BYTES - bytes;
    }

    List<SpooledReport> batch() {
        return entries.values().stream().map(Entry::report).toList();
    }

    Set<Long> sequences() {
        return Set.copyOf(entries.keySet());
    }
}
