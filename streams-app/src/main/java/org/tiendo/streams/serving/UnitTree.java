package org.tiendo.streams.serving;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.UnitPath;
import org.tiendo.v1.Unit;

/** The units as they stand under one another on one day. */
public final class UnitTree {
    private final SortedMap<String, Node> nodes = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> children = new TreeMap<>();
    private final @Nullable String topId;

    /**
     * A unit in its place.
     *
     * @param path from the root to the unit itself
     */
    public record Node(Unit unit, List<String> path) {
        public Optional<String> parentId() {
            return path.size() < 2 ? Optional.empty() : Optional.of(path.get(path.size() - 2));
        }
    }

    /**
     * Puts every unit in its place of a day.
     *
     * @param day null for the beginning of time
     */
    public UnitTree(Collection<UnitPath> units, @Nullable LocalDate day) {
        this.topId = null;
        for (UnitPath unit : units) {
            List<String> path = new ArrayList<>(segmentOn(unit, day).getAncestors());
            Collections.reverse(path);
            add(new Node(unit.getUnit(), List.copyOf(path)));
        }
    }

    private UnitTree(String topId) {
        this.topId = topId;
    }

    private void add(Node node) {
        String unitId = node.unit().getUnitId();
        nodes.put(unitId, node);
        node.parentId()
                .ifPresent(parent ->
                        children.computeIfAbsent(parent, id -> new TreeSet<>()).add(unitId));
    }

    /**
     * The part of this tree that a unit is the top of; empty where the tree does not have the unit.
     *
     * @param shown what is shown of each unit in it
     */
    UnitTree cutTo(String unitId, UnaryOperator<Node> shown) {
        UnitTree cut = new UnitTree(unitId);
        nodes.values().stream()
                .filter(node -> node.path().contains(unitId))
                .map(shown)
                .forEach(cut::add);
        cut.children.entrySet().removeIf(entry -> !cut.nodes.containsKey(entry.getKey()));
        return cut;
    }

    /** The unit that this tree was cut to, where it was and the whole tree has the unit. */
    Optional<String> top() {
        return topId != null && nodes.containsKey(topId) ? Optional.of(topId) : Optional.empty();
    }

    /** Whether a unit would be in this tree if it existed; always so for a whole tree, and for the top of a part. */
    boolean reaches(String unitId) {
        return topId == null || topId.equals(unitId) || nodes.containsKey(unitId);
    }

    private static PathSegment segmentOn(UnitPath unit, @Nullable LocalDate day) {
        PathSegment current = unit.getSegments().get(0);
        for (PathSegment segment : unit.getSegments()) {
            LocalDate from = segment.getFrom();
            if (from == null || (day != null && !from.isAfter(day))) {
                current = segment;
            }
        }
        return current;
    }

    public Optional<Node> unit(String unitId) {
        return Optional.ofNullable(nodes.get(unitId));
    }

    /** Every unit, by unitId. */
    public Collection<Node> all() {
        return nodes.values();
    }

    /** The units directly under one. */
    public SortedSet<String> children(String unitId) {
        return children.getOrDefault(unitId, new TreeSet<>());
    }

    /** The units that stand under no other, or under none that is in this tree. */
    public List<String> roots() {
        if (topId != null) {
            return top().stream().toList();
        }
        return nodes.values().stream()
                .filter(node -> node.parentId().isEmpty())
                .map(node -> node.unit().getUnitId())
                .toList();
    }

    /** Whether a unit is another one or stands under it; no unit that the tree does not have does. */
    public boolean isWithin(String unitId, String topId) {
        Node node = nodes.get(unitId);
        return node != null && node.path().contains(topId);
    }

    /** A unit and all that stand under it. */
    public Set<String> subtree(String unitId) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(unitId));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(children(next));
            }
        }
        return found;
    }
}
