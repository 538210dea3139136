package org.tiendo.streams.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.Present;
import org.tiendo.internal.UnitPath;

/**
 * Every path that a unit has had, by when it became known. Alerts ask for the tree as it was known at their own instant:
 * when history is read again, the tree is complete long before the first alert, and must not know what was to come.
 */
public final class PathHistory {
    private final KeyValueStore<String, UnitPath> paths;
    private final KeyValueStore<String, Present> days;

    /**
     * Adds the stores. They belong to the topology, not to one processor: Kafka Streams only makes one task of the unit tree,
     * which writes them, and alerting, which reads them, when they are added once and both are connected by name.
     */
    public static void addTo(StreamsBuilder builder) {
        builder.addStateStore(PipelineStores.PATH_HISTORY.builder());
        builder.addStateStore(PipelineStores.TREE_DAYS.builder());
    }

    public static String[] storeNames() {
        return new String[] {PipelineStores.PATH_HISTORY.name(), PipelineStores.TREE_DAYS.name()};
    }

    public static PathHistory in(ProcessingContext context) {
        return new PathHistory(PipelineStores.PATH_HISTORY.in(context), PipelineStores.TREE_DAYS.in(context));
    }

    public PathHistory(KeyValueStore<String, UnitPath> paths, KeyValueStore<String, Present> days) {
        this.paths = paths;
        this.days = days;
    }

    /** Notes a path that holds from an instant on; of two at one instant the later one counts. */
    public void note(UnitPath path, Instant knownAt) {
        String unitId = path.getUnit().getUnitId();
        paths.put(Ids.join(unitId, Keys.sortable(knownAt.toEpochMilli())), path);
        LocalDate known = BusinessTime.dayOf(knownAt);
        noteDay(known.plusDays(1));
        for (PathSegment segment : path.getSegments()) {
            LocalDate from = segment.getFrom();
            if (from != null && from.isAfter(known)) {
                noteDay(from);
            }
        }
    }

    private void noteDay(LocalDate day) {
        days.putIfAbsent(Keys.sortable(day.toEpochDay()), new Present());
    }

    /** The newest path of a unit that was known at an instant; empty when the unit was not. */
    public Optional<UnitPath> knownAt(String unitId, Instant instant) {
        String last = Ids.join(unitId, Keys.sortable(instant.toEpochMilli()));
        try (KeyValueIterator<String, UnitPath> newestFirst = paths.reverseRange(Keys.first(unitId), last)) {
            return newestFirst.hasNext() ? Optional.of(newestFirst.next().value) : Optional.empty();
        }
    }

    /** A unit and those above it on the day of an instant, as was known then; empty when the unit was not. */
    public List<String> ancestors(String unitId, Instant instant) {
        LocalDate day = BusinessTime.dayOf(instant);
        return knownAt(unitId, instant).map(path -> on(day, path.getSegments())).orElse(List.of());
    }

    private static List<String> on(LocalDate day, List<PathSegment> segments) {
        List<String> ancestors = List.of();
        for (PathSegment segment : segments) {
            LocalDate from = segment.getFrom();
            if (from == null || !from.isAfter(day)) {
                ancestors = segment.getAncestors();
            }
        }
        return ancestors;
    }

    /**
     * The first days on which the tree may be another than the day before, of a range, oldest first.
     *
     * @param after day before the range; null for the beginning
     */
    public List<LocalDate> changesBetween(@Nullable LocalDate after, LocalDate until) {
        String first = after == null ? null : Keys.sortable(after.plusDays(1).toEpochDay());
        List<LocalDate> found = new ArrayList<>();
        try (KeyValueIterator<String, Present> entries = days.range(first, Keys.sortable(until.toEpochDay()))) {
            entries.forEachRemaining(entry -> found.add(dayOf(entry.key)));
        }
        return found;
    }

    private static LocalDate dayOf(String key) {
        return LocalDate.ofEpochDay(Keys.number(key));
    }
}
