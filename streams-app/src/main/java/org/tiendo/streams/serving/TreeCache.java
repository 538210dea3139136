package org.tiendo.streams.serving;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tree between queries. A new version reaches a store unit by unit, so that a tree read in between may be
 * half of it: a tree is read again after a moment even when its version has not changed.
 */
final class TreeCache {
    private static final long GOOD_FOR_NANOS = Duration.ofMillis(500).toNanos();

    private final LongSupplier nanos;
    private volatile @Nullable Kept kept;

    private record Kept(
            UnitTree tree, long version, @Nullable LocalDate day, long readAtNanos) {}

    /** @param nanos a monotonic clock; business time has no part in this */
    TreeCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    UnitTree get(Moment moment, Supplier<UnitTree> read) {
        Kept found = kept;
        if (found == null || !isGood(found, moment)) {
            long now = nanos.getAsLong();
            found = new Kept(read.get(), moment.treeVersion(), moment.clock(), now);
            kept = found;
        }
        return found.tree();
    }

    private boolean isGood(Kept found, Moment moment) {
        return found.version() == moment.treeVersion()
                && Objects.equals(found.day(), moment.clock())
                && nanos.getAsLong() - found.readAtNanos() < GOOD_FOR_NANOS;
    }
}
