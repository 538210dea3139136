package org.tiendo.streams.rollup;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.PathSegment;

/**
 * On which later days which units' paths change, so that a new day costs nothing for the units that stay where they are. A
 * day that a newer version has withdrawn may be left over; such a unit is looked at once more, and stays.
 */
final class UpcomingPaths {
    private final NavigableMap<LocalDate, Set<String>> unitsByDay = new TreeMap<>();

    /** @param today the day for which paths are in place; null while the clock is not known, and then none is */
    void add(String unitId, List<PathSegment> segments, @Nullable LocalDate today) {
        segments.stream()
                .map(DatedPath::firstDay)
                .filter(day -> today == null || day.isAfter(today))
                .forEach(day -> unitsByDay
                        .computeIfAbsent(day, key -> new LinkedHashSet<>())
                        .add(unitId));
    }

    /** Takes out the units whose paths change on or before a day. */
    Set<String> due(LocalDate day) {
        Set<String> units = new LinkedHashSet<>();
        NavigableMap<LocalDate, Set<String>> passed = unitsByDay.headMap(day, true);
        passed.values().forEach(units::addAll);
        passed.clear();
        return units;
    }
}
