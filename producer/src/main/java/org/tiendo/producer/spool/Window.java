package org.tiendo.producer.spool;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The reports that were read from the files and are not delivered yet, in their order. Reports that must wait stay in it
 * while others go past them, until it is full of such; it bounds what is in memory.
 */
final class Window {
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private final TreeMap<Long, SpooledReport> reports = new TreeMap<>();
    private final TreeMap<Long, Integer> sizes = new TreeMap<>();
    private final int most;
    private int bytes;

    Window(int most) {
        this.most = most;
    }

    void add(SpooledReport report, int size) {
        reports.put(report.sequence(), report);
        sizes.put(report.sequence(), size);
        bytes += size;
    }

    void remove(long sequence) {
        reports.remove(sequence);
        bytes -= sizes.remove(sequence);
    }

    boolean isEmpty() {
        return reports.isEmpty();
    }

    int freeReports() {
        return most - reports.size();
    }

    int freeBytes() {
        return MAX_BYTES - bytes;
    }

    List<SpooledReport> batch() {
        return List.copyOf(reports.values());
    }

    Collection<Long> sequences() {
        return Set.copyOf(reports.keySet());
    }
}
