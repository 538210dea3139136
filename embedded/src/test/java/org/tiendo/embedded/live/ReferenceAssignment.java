package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One unit's copy of a task: its occurrences, and whether the unit has fallen silent. */
final class ReferenceAssignment {
    private static final int NOT_YET_SILENT_DAYS = 92;

    final ReferenceTask task;
    final String unitId;
    boolean active;
    int acceptedReports;
    final Map<ReferencePeriod, ReferenceOccurrence> occurrences = new TreeMap<>();
    final List<ReferenceAlert> silences = new ArrayList<>();
    private final Set<String> withdrawn = new HashSet<>();
    private LocalDate assignedOn;
    private LocalDate heardOn;

    ReferenceAssignment(ReferenceTask task, String unitId) {
        this.task = task;
        this.unitId = unitId;
    }

    /** Those that the task asks for, the newest period last. */
    List<ReferenceOccurrence> inForce(LocalDate today) {
        return !active
                ? List.of()
                : task.deadline().periodsBy(task.clock(today)).stream()
                        .map(this::occurrence)
                        .toList();
    }

    private ReferenceOccurrence occurrence(ReferencePeriod period) {
        return occurrences.computeIfAbsent(period, name -> new ReferenceOccurrence(this, name));
    }

    /** The report by which an indicator counts: that of the newest period which has one. */
    JsonNode figures(LocalDate today) {
        JsonNode newest = null;
        for (ReferenceOccurrence each : inForce(today)) {
            newest = each.winner() == null ? newest : each.winner();
        }
        return newest;
    }

    /** A report enters; its alerts follow when the assignment is settled. */
    void report(JsonNode report, ReferencePeriod period, LocalDate arrival) {
        acceptedReports++;
        heardOn = arrival;
        occurrence(period).accept(report);
        withdrawn.add(report.path("withdraws").asText(""));
        occurrences.values().forEach(each -> each.recount(withdrawn));
    }

    /** The task was published. */
    void definition(boolean assigned, LocalDate today) {
        boolean owes = assigned && !task.cancelled();
        assignedOn = owes && !active ? today : assignedOn;
        active = owes;
    }

    /** Brings all alerts up to what is known on a day; the days before have had their turn. */
    void settle(LocalDate today) {
        List<ReferenceOccurrence> inForce = inForce(today);
        for (ReferenceOccurrence each : occurrences.values()) {
            if (inForce.contains(each)) {
                each.settle(today);
            } else {
                each.dropAlerts(dropped("extended"), today);
            }
        }
        settleSilence(today);
    }

    private String dropped(String whileAssigned) {
        return task.cancelled() ? "cancelled" : active ? whileAssigned : "moved";
    }

    boolean isSilent() {
        return openSilence() != null;
    }

    private ReferenceAlert openSilence() {
        return silences.stream().filter(ReferenceAlert::isOpen).findFirst().orElse(null);
    }

    private void settleSilence(LocalDate today) {
        ReferenceAlert open = openSilence();
        LocalDate from = silentFrom(today);
        if (open == null) {
            if (from != null && !today.isBefore(from) && !task.isPaused()) {
                silences.add(new ReferenceAlert("silent", task.id(), unitId, "", null, silences.size() + 1, today));
            }
        } else if (active && heardOn != null && !heardOn.isBefore(open.raisedOn)) {
            open.clear("reported", today);
        } else if (from == null || today.isBefore(from)) {
            open.clear(dropped("extended"), today);
        }
    }

    /** The first day of silence if nothing comes until then; null when nothing is expected. */
    private LocalDate silentFrom(LocalDate today) {
        LocalDate since = task.isIndicator() ? LocalDate.MIN : task.deadline().openSince();
        boolean done = !task.isIndicator() && inForce(today).stream().anyMatch(ReferenceOccurrence::isDone);
        if (!active || since == null || done) {
            return null;
        }
        return Stream.of(since, assignedOn, heardOn)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElseThrow()
                .plusDays(NOT_YET_SILENT_DAYS + 1);
    }
}
