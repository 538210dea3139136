package org.tiendo.producer.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tiendo.v1.Unit;

/**
 * Who owes a task that is given to a collective unit ("all wards"): the units it lists as its members. One that lists
 * none answers for itself, since nobody else is known.
 */
public final class CollectiveUnits {
    private final Map<String, List<String>> members;

    private CollectiveUnits(Map<String, List<String>> members) {
        this.members = members;
    }

    public static CollectiveUnits among(Collection<Unit> units) {
        Map<String, List<String>> members = new HashMap<>();
        for (Unit unit : units) {
            if (unit.getCollective() && !unit.getMembers().isEmpty()) {
                members.put(unit.getUnitId(), List.copyOf(unit.getMembers()));
            }
        }
        return new CollectiveUnits(members);
    }

    /** The units with each collective one replaced by its members, in order, none twice. */
    public List<String> spellOut(Collection<String> unitIds) {
        return unitIds.stream()
                .flatMap(unitId -> members.getOrDefault(unitId, List.of(unitId)).stream())
                .distinct()
                .toList();
    }

    /** Whether a unit lists members that answer in its place. */
    public boolean listsMembers(String unitId) {
        return members.containsKey(unitId);
    }
}
