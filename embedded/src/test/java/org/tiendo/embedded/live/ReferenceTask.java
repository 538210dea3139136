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

    final ReferenceModel model;
    JsonNode definition;
    LocalDate firstDue;
    final Map<String, ReferenceAssignment> assignments = new TreeMap<>();
    final Map<String, JsonNode> accepted = new HashMap<>();
    final List<Arrival> parked = new ArrayList<>();
    private LocalDate definedOn;
    private LocalDate pausedOn;

    ReferenceTask(ReferenceModel model) {
        this.model = model;
    }

    boolean isDefined() {
        return definition != null;
    }

    String id() {
        return definition.path("taskId").asText();
    }

    ReferenceDeadline deadline() {
        JsonNode deadline = definition.path("deadline");
        JsonNode plan = model.plans.get(definition.path("planId").asText());
        LocalDate begin = definedOn;
        if (deadline.path("from").isTextual()) {
            begin = LocalDate.parse(deadline.path("from").asText());
        } else if (plan != null && plan.path("issued").isTextual()) {
            begin = LocalDate.parse(plan.path("issued").asText());
        }
        return new ReferenceDeadline(deadline, begin);
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

    boolean isPaused() {
        return pausedOn != null;
    }

    /** The day by which the task is judged: a paused one stays on the day it was paused. */
    LocalDate clock(LocalDate today) {
        return isPaused() ? pausedOn : today;
    }

    void define(JsonNode version, LocalDate day) {
        definition = version;
        definedOn = definedOn == null ? day : definedOn;
        if (!version.path("paused").asBoolean()) {
            pausedOn = null;
        } else if (pausedOn == null) {
            pausedOn = day;
        }
        LocalDate printed = deadline().date("originalDue");
        LocalDate due = printed == null ? deadline().promisedDue() : printed;
        firstDue = firstDue == null || printed != null ? due : firstDue;
        Set<String> assigned = new HashSet<>();
        version.path("assignments").forEach(unit -> assigned.add(unit.asText()));
        assigned.forEach(unit -> assignments.computeIfAbsent(unit, id -> new ReferenceAssignment(this, id)));
        assignments.values().forEach(each -> each.definition(assigned.contains(each.unitId), day));
    }
}
