package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A task and what was reported on it; reports wait here until it is defined. */
final class ReferenceTask {
    /** A report with the day on which it entered. */
    record Arrival(JsonNode report, LocalDate day) {}

    JsonNode definition;
    LocalDate firstDue;
    final Map<String, ReferenceAssignment> assignments = new TreeMap<>();
    final Map<String, JsonNode> accepted = new HashMap<>();
    final List<Arrival> parked = new ArrayList<>();

    boolean isDefined() {
        return definition != null;
    }

    ReferenceDeadline deadline() {
        return new ReferenceDeadline(definition.path("deadline"));
    }

    boolean cancelled() {
        return definition.path("cancelled").asBoolean();
    }

    boolean isIndicator() {
        return definition
                .path("indicatorId")
                .asText("")
                .equals(definition.path("taskId").asText());
    }

    void define(JsonNode version, LocalDate day) {
        assignments.values().forEach(assignment -> assignment.fire(day));
        definition = version;
        LocalDate printed = deadline().date("originalDue");
        LocalDate due = printed == null ? deadline().promisedDue() : printed;
        firstDue = firstDue == null || printed != null ? due : firstDue;
        Set<String> assigned = new HashSet<>();
        version.path("assignments").forEach(unit -> assigned.add(unit.asText()));
        assigned.forEach(unit -> assignments.computeIfAbsent(unit, id -> new ReferenceAssignment(this, id, day)));
        assignments.values().forEach(each -> each.definition(assigned.contains(each.unitId)));
    }
}
