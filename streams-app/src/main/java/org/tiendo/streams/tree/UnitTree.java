package org.tiendo.streams.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.UnitPath;
import org.tiendo.v1.Unit;

/**
 * All units in their newest accepted versions, and the dated path of each. A new version changes the paths of the unit and
 * of what stands below it on any day, and of no other, so only those are worked out again.
 */
public final class UnitTree {
    private final Map<String, UnitPath> paths = new HashMap<>();
    private final Map<String, DatedParents> parents = new HashMap<>();

    /** By parent on any day, known or not. */
    private final Map<String, Set<String>> children = new HashMap<>();

    private long version;

    /** What became of a unit version. */
    public sealed interface Outcome {}

    /**
     * It holds from now on.
     *
     * @param changed the unit, then every unit whose path it changes, nearest first
     */
    public record Accepted(List<UnitPath> changed) implements Outcome {
        public Accepted {
            changed = List.copyOf(changed);
        }
    }

    /** It is not taken over; the last good version stays. */
    public record Refused(Code code, String reason) implements Outcome {
        /** Why a unit cannot stand where its version puts it. */
        public enum Code {
            CYCLE,
            DEPTH,
            PATH_TOO_LONG
        }
    }

    /** The tree as it was when these paths were the newest ones. */
    public static UnitTree restored(Collection<UnitPath> stored) {
        UnitTree tree = new UnitTree();
        for (UnitPath path : stored) {
            String unitId = path.getUnit().getUnitId();
            DatedParents dated = DatedParents.of(path.getUnit());
            tree.parents.put(unitId, dated);
            tree.reindex(unitId, null, dated);
            tree.paths.put(unitId, comparable(path));
            tree.version = Math.max(tree.version, path.getTreeVersion());
        }
        return tree;
    }

    /** Takes over a version of a unit unless it makes a cycle, or a path that is too deep or too long, on any day. */
    public Outcome accept(Unit unit) {
        String unitId = unit.getUnitId();
        DatedParents before = parents.get(unitId);
        DatedParents after = DatedParents.of(unit);
        List<UnitPath> changed = new ArrayList<>();
        UnitPath known = paths.get(unitId);
        if (known != null && after.equals(before)) {
            changed.add(new UnitPath(unit, known.getSegments(), version + 1));
        } else {
            parents.put(unitId, after);
            for (String member : subtree(unitId)) {
                PathSegments.Result path = PathSegments.of(member, parents);
                if (path.refused() != null) {
                    takeBack(unitId, before);
                    return path.refused();
                }
                addIfChanged(member, unit, path.segments(), changed);
            }
            reindex(unitId, before, after);
        }
        version++;
        changed.forEach(path -> paths.put(path.getUnit().getUnitId(), path));
        return new Accepted(changed);
    }

    /** How many unit versions were accepted. */
    public long version() {
        return version;
    }

    /** A unit's newest path; empty when it is not known. */
    public Optional<UnitPath> path(String unitId) {
        return Optional.ofNullable(paths.get(unitId));
    }

    /** Lists that Avro has read cannot be compared when their records hold an absent date: it throws. */
    private static UnitPath comparable(UnitPath path) {
        List<PathSegment> segments = path.getSegments().stream()
                .map(segment -> new PathSegment(segment.getFrom(), List.copyOf(segment.getAncestors())))
                .toList();
        return new UnitPath(path.getUnit(), segments, path.getTreeVersion());
    }

    private void addIfChanged(String member, Unit unit, List<PathSegment> segments, List<UnitPath> changed) {
        if (member.equals(unit.getUnitId())) {
            changed.add(new UnitPath(unit, segments, version + 1));
            return;
        }
        UnitPath known = paths.get(member);
        if (known != null && !known.getSegments().equals(segments)) {
            changed.add(new UnitPath(known.getUnit(), segments, version + 1));
        }
    }

    private void takeBack(String unitId, @Nullable DatedParents before) {
        if (before == null) {
            parents.remove(unitId);
        } else {
            parents.put(unitId, before);
        }
    }

    private void reindex(String unitId, @Nullable DatedParents before, DatedParents after) {
        if (before != null) {
            before.all()
                    .forEach(parent -> children.getOrDefault(parent, Set.of()).remove(unitId));
        }
        after.all()
                .forEach(parent -> children.computeIfAbsent(parent, id -> new LinkedHashSet<>())
                        .add(unitId));
    }

    /** The unit and all that stand below it on some day, nearest first. */
    private Set<String> subtree(String unitId) {
        Set<String> members = new LinkedHashSet<>(Set.of(unitId));
        Deque<String> open = new ArrayDeque<>(members);
        while (!open.isEmpty()) {
            for (String child : children.getOrDefault(open.remove(), Set.of())) {
                if (members.add(child)) {
                    open.add(child);
                }
            }
        }
        return members;
    }
}
