package org.tiendo.streams.serving;

import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A scan without some of its entries, and with others changed. */
final class CutScan<T> implements Scan<T> {
    private final Scan<T> whole;
    private final Predicate<T> kept;
    private final UnaryOperator<T> shown;
    private @Nullable Entry<T> next;

    /** @param shown what is made of those that are kept */
    CutScan(Scan<T> whole, Predicate<T> kept, UnaryOperator<T> shown) {
        this.whole = whole;
        this.kept = kept;
        this.shown = shown;
    }

    @Override
    public boolean hasNext() {
        while (next == null && whole.hasNext()) {
            Entry<T> entry = whole.next();
            next = kept.test(entry.value()) ? entry : null;
        }
        return next != null;
    }

    @Override
    public Entry<T> next() {
        Entry<T> entry = hasNext() ? next : null;
        if (entry == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return new Entry<>(entry.key(), shown.apply(entry.value()));
    }

    @Override
    public Set<Integer> missingPartitions() {
        return whole.missingPartitions();
    }

    @Override
    public void close() {
        whole.close();
    }
}
