package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What the API must answer on a model: each answer as sorted text, one line a row. */
final class ReferenceAnswers {
    private final ReferenceModel model;
    private final LocalDate today;

    ReferenceAnswers(ReferenceModel model) {
        this.model = model;
        this.today = model.today();
    }

    private List<ReferenceAssignment> within(String unit) {
        List<ReferenceAssignment> within = new ArrayList<>();
        model.tasks
                .values()
                .forEach(task -> task.assignments.values().forEach(assignment -> {
                    if (unit == null || model.tree.isWithin(assignment.unitId, unit, today)) {
                        within.add(assignment);
                    }
                }));
        return within;
    }

    Map<String, Map<String, String>> kpi(String unit, String by) {
        Map<String, ReferenceFigures> rows = new TreeMap<>();
        ReferenceFigures total = new ReferenceFigures();
        for (ReferenceAssignment each : within(unit)) {
            if (!each.task.isIndicator()) {
                for (ReferenceOccurrence occurrence : each.inForce(today)) {
                    rows.computeIfAbsent(key(occurrence, unit, by), key -> new ReferenceFigures())
                            .add(occurrence, today);
                    total.add(occurrence, today);
                }
            }
        }
        Map<String, Map<String, String>> answer = new TreeMap<>();
        rows.forEach((key, figures) -> answer.put(key, figures.row()));
        answer.put("(total)", total.row());
        return answer;
    }

    private String key(ReferenceOccurrence occurrence, String unit, String by) {
        ReferenceAssignment assignment = occurrence.assignment;
        ReferenceTask task = assignment.task;
        return switch (by) {
            case "plan" -> task.definition.path("planId").asText();
            case "category" -> task.definition.path("categoryId").asText();
            case "deadline" -> task.deadline().bucket(occurrence.period, task.clock(today));
            case "child" -> childHolding(assignment.unitId, unit);
            default -> throw new IllegalArgumentException(by);
        };
    }

    private String childHolding(String below, String unit) {
        if (below.equals(unit)) {
            return "self";
        }
        String child = below;
        while (!unit.equals(model.tree.parent(child, today))) {
            child = model.tree.parent(child, today);
        }
        return child;
    }

    Map<String, Map<String, String>> indicators(String unit) {
        Map<String, Map<String, String>> answer = new TreeMap<>();
        model.indicators.forEach((id, indicator) -> {
            List<ReferenceAssignment> owed = within(unit).stream()
                    .filter(each -> each.active && each.task.isIndicator())
                    .filter(each -> each.task.definition.path("taskId").asText().equals(id))
                    .toList();
            if (!owed.isEmpty()) {
                JsonNode plan = model.plans.get(indicator.path("planId").asText());
                ReferenceIndicator.Sums sums = owed.stream()
                        .map(each -> ReferenceIndicator.Sums.of(each, today))
                        .reduce(ReferenceIndicator.Sums.NONE, ReferenceIndicator.Sums::plus);
                answer.put(id, new ReferenceIndicator(indicator, plan).row(unit, model.tree.kind(unit), sums, today));
            }
        });
        return answer;
    }

    /** Of a unit's subtree; of everything where it is null. */
    Map<String, Long> accounting(String unit) {
        Map<String, Long> sums = new TreeMap<>();
        Function<String, Boolean> wanted = id -> unit == null || model.tree.isWithin(id, unit, today);
        for (String name : List.of("received", "counted", "superseded", "duplicate", "rejected", "parked")) {
            sums.put(name, 0L);
        }
        model.received.forEach((id, count) -> add(sums, "received", wanted.apply(id) ? count : 0));
        model.duplicates.forEach((id, count) -> add(sums, "duplicate", wanted.apply(id) ? count : 0));
        model.refusals.forEach(each -> add(sums, "rejected", wanted.apply(each.unitId()) ? 1 : 0));
        for (ReferenceTask task : model.tasks.values()) {
            task.parked.forEach(arrival -> add(
                    sums, "parked", wanted.apply(arrival.report().path("unitId").asText()) ? 1 : 0));
        }
        for (ReferenceAssignment each : within(unit)) {
            long counted = each.inForce(today).stream()
                    .filter(occurrence -> occurrence.winner() != null)
                    .count();
            add(sums, "counted", counted);
            add(sums, "superseded", each.acceptedReports - counted);
        }
        return sums;
    }

    private static void add(Map<String, Long> sums, String name, long count) {
        sums.merge(name, count, Long::sum);
    }

    /** The rows of /tasks. */
    Set<String> tasks(String unit) {
        Set<String> rows = new TreeSet<>();
        for (ReferenceAssignment each : within(unit)) {
            each.inForce(today).forEach(occurrence -> rows.add(task(occurrence)));
        }
        return rows;
    }

    private String task(ReferenceOccurrence occurrence) {
        ReferenceTask task = occurrence.assignment.task;
        LocalDate due = occurrence.due(today);
        JsonNode winner = occurrence.winner();
        return String.join(
                " ",
                task.id(),
                occurrence.assignment.unitId,
                task.definition.path("planId").asText(),
                task.definition.path("categoryId").asText(),
                task.deadline().kind(),
                "period=" + (occurrence.period.name().isEmpty() ? null : occurrence.period.name()),
                "due=" + due,
                "original=" + occurrence.originalDue(),
                task.deadline().bucket(occurrence.period, task.clock(today)),
                occurrence.status(),
                "percent=" + (winner == null ? "null" : winner.path("percent").asText("null")),
                "overdue="
                        + (due != null
                                && !occurrence.isDone()
                                && task.clock(today).isAfter(due)),
                "asOf=" + (winner == null ? "null" : winner.path("asOf").asText()));
    }

    /** How a task's occurrences are judged against their due day and against the first one. */
    List<String> judgements(ReferenceTask task) {
        return task.assignments.values().stream()
                .flatMap(assignment -> assignment.inForce(today).stream())
                .map(each -> String.join(
                        " ",
                        each.assignment.unitId,
                        "period=" + (each.period.name().isEmpty() ? null : each.period.name()),
                        "onTime=" + onTime(each, each.due(today)),
                        "onTimeOriginal=" + onTime(each, each.originalDue())))
                .toList();
    }

    /** Null while it is open, and where nothing is due. */
    private Boolean onTime(ReferenceOccurrence occurrence, LocalDate due) {
        if (due == null || occurrence.due(today) == null) {
            return null;
        }
        if (occurrence.isDone()) {
            return !occurrence.doneSince().isAfter(due);
        }
        return occurrence.assignment.task.clock(today).isAfter(due) ? Boolean.FALSE : null;
    }

    /** The rows of /alerts, whatever their state. */
    Set<String> alerts(String unit) {
        Set<String> rows = new TreeSet<>();
        model.alerts()
                .filter(alert -> model.tree.isWithin(alert.unitId, unit, today))
                .forEach(alert -> rows.add(alert.row()));
        return rows;
    }

    Set<String> refusals(String unit) {
        Set<String> rows = new TreeSet<>();
        model.refusals.stream()
                .filter(each -> model.tree.isWithin(each.unitId(), unit, today))
                .forEach(each -> rows.add(each.code() + " " + each.reportId()));
        return rows;
    }
}
