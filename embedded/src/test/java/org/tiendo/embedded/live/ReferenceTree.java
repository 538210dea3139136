package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The dated tree of units, from the words of the design alone. */
final class ReferenceTree {
    private final Map<String, JsonNode> units = new TreeMap<>();

    /** Takes a version unless it would make a cycle on any day. */
    boolean accept(JsonNode unit) {
        String id = unit.path("unitId").asText();
        JsonNode before = units.put(id, unit);
        Set<LocalDate> days = new TreeSet<>();
        units.values().forEach(each -> each.path("placements").forEach(place -> days.add(day(place.path("from")))));
        if (days.stream().anyMatch(day -> isInCycle(id, day))) {
            if (before == null) {
                units.remove(id);
            } else {
                units.put(id, before);
            }
            return false;
        }
        return true;
    }

    Set<String> ids() {
        return units.keySet();
    }

    String kind(String id) {
        return units.get(id).path("kind").asText();
    }

    /** Null for a root. */
    String parent(String id, LocalDate day) {
        String parent = placed(id, day);
        return parent != null && units.containsKey(parent) ? parent : null;
    }

    /** A unit and those above it; nobody where the unit is not known. */
    List<String> ancestors(String id, LocalDate day) {
        List<String> ancestors = new ArrayList<>();
        for (String each = units.containsKey(id) ? id : null; each != null; each = parent(each, day)) {
            ancestors.add(each);
        }
        return ancestors;
    }

    boolean isWithin(String id, String top, LocalDate day) {
        return ancestors(id, day).contains(top);
    }

    private String placed(String id, LocalDate day) {
        String parent = null;
        LocalDate newest = LocalDate.MIN;
        for (JsonNode place : units.get(id).path("placements")) {
            LocalDate from = day(place.path("from"));
            if (!from.isAfter(day) && !from.isBefore(newest)) {
                newest = from;
                parent = place.path("parentId").asText(null);
            }
        }
        return parent;
    }

    private boolean isInCycle(String id, LocalDate day) {
        Set<String> seen = new HashSet<>();
        for (String each = id; each != null; each = parent(each, day)) {
            if (!seen.add(each)) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate day(JsonNode text) {
        return LocalDate.parse(text.asText());
    }
}
