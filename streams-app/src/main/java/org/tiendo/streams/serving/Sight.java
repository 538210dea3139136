package org.tiendo.streams.serving;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which units a caller of one unit sees: it and those under it by today's tree. A unit that the tree does not have sees
 * itself.
 *
 * @param topId the caller's unit
 * @param everything today's whole tree
 */
record Sight(String topId, UnitTree everything) {

    boolean sees(String unitId) {
        return topId.equals(unitId) || everything.isWithin(unitId, topId);
    }

    boolean seesAny(Collection<String> unitIds) {
        return unitIds.stream().anyMatch(this::sees);
    }

    /** Those of some units that are seen. */
    List<String> seenOf(Collection<String> unitIds) {
        return unitIds.stream().filter(this::sees).toList();
    }

    /** Every unit that is seen. */
    Set<String> units() {
        Set<String> seen = new LinkedHashSet<>();
        seen.add(topId);
        everything.all().stream()
                .map(node -> node.unit().getUnitId())
                .filter(this::sees)
                .forEach(seen::add);
        return seen;
    }

    /** Whether a unit may be named to the caller: one that is seen, or that another one stands under today. */
    boolean mayName(String unitId, String besideUnitId) {
        return sees(unitId) || everything.isWithin(besideUnitId, unitId);
    }

    /** Whether a target's scope tells of no unit that is not seen: it is all units, a unit that is seen, or a kind. */
    boolean isScopeSeen(String scope, String everyone) {
        return scope.equals(everyone) || sees(scope) || (everything.unit(scope).isEmpty() && isKind(scope));
    }

    private boolean isKind(String scope) {
        return everything.all().stream()
                .anyMatch(node -> Objects.equals(node.unit().getKind(), scope));
    }
}
