package org.tiendo.streams.tree;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.PathSegment;
import org.tiendo.streams.tree.UnitTree.Refused;

/**
 * Works out a unit's dated path: the ancestors of all its parents, each for the days on which it stands under them. It only
 * follows days that exist on the whole way up, so two units may stand above one another in turn, but never on one day.
 */
final class PathSegments {
    /** Units on a path, itself included. */
    static final int MAX_DEPTH = 32;

    /** Characters of all ids in one path: keeps a path sent as one record well below the broker's limit. */
    static final int MAX_CHARACTERS = 100_000;

    private final Map<String, DatedParents> units;
    private final List<String> chain = new ArrayList<>();
    private final List<PathSegment> segments = new ArrayList<>();
    private int characters;

    private PathSegments(Map<String, DatedParents> units) {
        this.units = units;
    }

    /** A path, or why there can be none. */
    record Result(List<PathSegment> segments, @Nullable Refused refused) {}

    /** @param units all known units, the one asked for included */
    static Result of(String unitId, Map<String, DatedParents> units) {
        PathSegments path = new PathSegments(units);
        Refused refused = path.climb(unitId, DatedParents.BEGINNING, DatedParents.END);
        return new Result(List.copyOf(path.segments), refused);
    }

    private @Nullable Refused climb(String unitId, LocalDate from, LocalDate until) {
        if (chain.contains(unitId)) {
            return refusedCycle(unitId, from);
        }
        if (chain.size() == MAX_DEPTH) {
            return refusedDepth(from);
        }
        chain.add(unitId);
        DatedParents parents = Objects.requireNonNull(units.get(unitId), unitId);
        for (DatedParents.Span span : parents.between(from, until)) {
            String parent = span.parent().filter(units::containsKey).orElse(null);
            Refused refused = parent == null ? add(span.from()) : climb(parent, span.from(), span.until());
            if (refused != null) {
                return refused;
            }
        }
        chain.remove(chain.size() - 1);
        return null;
    }

    private @Nullable Refused add(LocalDate from) {
        PathSegment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (last != null && last.getAncestors().equals(chain)) {
            return null;
        }
        segments.add(new PathSegment(from.equals(DatedParents.BEGINNING) ? null : from, List.copyOf(chain)));
        characters += chain.stream().mapToInt(String::length).sum();
        return characters <= MAX_CHARACTERS ? null : refusedLength();
    }

    private Refused refusedCycle(String unitId, LocalDate from) {
        List<String> circle = new ArrayList<>(chain.subList(chain.indexOf(unitId), chain.size()));
        circle.add(unitId);
        return new Refused(
                Refused.Code.CYCLE,
                "On " + dayText(from) + " the unit would stand above itself: " + String.join(" under ", circle)
                        + ". Correct the placements and publish the unit again; its last good version stays.");
    }

    private Refused refusedDepth(LocalDate from) {
        return new Refused(
                Refused.Code.DEPTH,
                "On " + dayText(from) + " unit " + chain.get(0) + " would have more than " + (MAX_DEPTH - 1)
                        + " units above it. Correct the placements and publish the unit again; its last good version stays.");
    }

    private Refused refusedLength() {
        return new Refused(
                Refused.Code.PATH_TOO_LONG,
                "Unit " + chain.get(0) + " would have too many placements above it to keep: over " + MAX_CHARACTERS
                        + " characters. Publish the unit with fewer placements; its last good version stays.");
    }

    private static String dayText(LocalDate day) {
        return day.equals(DatedParents.BEGINNING) ? "its first day" : day.toString();
    }
}
