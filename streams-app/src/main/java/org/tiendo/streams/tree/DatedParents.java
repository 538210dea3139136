package org.tiendo.streams.tree;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Unit;

/**
 * Under which parent a unit stands on which days, as it was published: on a day the placement with the greatest `from` not
 * after it holds, and before the first one the unit is a root. Of two placements from the same day the later in the list
 * holds.
 */
record DatedParents(NavigableMap<LocalDate, Optional<String>> byFirstDay) {
    /** Stands for "from the beginning". */
    static final LocalDate BEGINNING = LocalDate.MIN;

    /** Stands for "without end". */
    static final LocalDate END = LocalDate.MAX;

    /**
     * Days on which the parent stays the same.
     *
     * @param from first day
     * @param until first day after it
     * @param parent the parent, empty for a root
     */
    record Span(LocalDate from, LocalDate until, Optional<String> parent) {}

    static DatedParents of(Unit unit) {
        NavigableMap<LocalDate, Optional<String>> byFirstDay = new TreeMap<>();
        byFirstDay.put(BEGINNING, Optional.empty());
        for (Placement placement : unit.getPlacements()) {
            byFirstDay.put(placement.getFrom(), Optional.ofNullable(placement.getParentId()));
        }
        return new DatedParents(byFirstDay);
    }

    /** The spans that cover the days from {@code from} to the day before {@code until}, oldest first. */
    List<Span> between(LocalDate from, LocalDate until) {
        List<Span> spans = new ArrayList<>();
        LocalDate start = from;
        for (Map.Entry<LocalDate, Optional<String>> next :
                byFirstDay.subMap(from, false, until, false).entrySet()) {
            spans.add(new Span(start, next.getKey(), on(start)));
            start = next.getKey();
        }
        spans.add(new Span(start, until, on(start)));
        return spans;
    }

    /** Every parent on any day. */
    Set<String> all() {
        return byFirstDay.values().stream().flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private Optional<String> on(LocalDate day) {
        return byFirstDay.floorEntry(day).getValue();
    }
}
