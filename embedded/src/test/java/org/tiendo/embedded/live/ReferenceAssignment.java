package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One unit's copy of a task: its accepted reports in winner order, and its alerts. */
final class ReferenceAssignment {
    private static final Comparator<JsonNode> WINNER_ORDER = Comparator.comparing(
                    (JsonNode report) -> LocalDate.parse(report.path("asOf").asText()))
            .thenComparing(report -> Instant.parse(report.path("reportedAt").asText()))
            .thenComparing(report -> report.path("reportId").asText());

    /** What an alert says. */
    record Alert(String kind, String due, int episode, String state, String reason, LocalDate raisedOn) {}

    final ReferenceTask task;
    final String unitId;
    boolean active = true;
    final List<JsonNode> accepted = new ArrayList<>();
    final Map<String, Alert> alerts = new TreeMap<>();
    private int episode = 1;
    private LocalDate firedUpTo;
    private ReferenceDeadline judgedBy;

    ReferenceAssignment(ReferenceTask task, String unitId, LocalDate day) {
        this.task = task;
        this.unitId = unitId;
        this.firedUpTo = day;
        this.judgedBy = task.deadline();
    }

    /** The reports that are not taken back, the greatest last. */
    private List<JsonNode> standing() {
        Set<String> withdrawn = new HashSet<>();
        accepted.forEach(report -> withdrawn.add(report.path("withdraws").asText("")));
        return accepted.stream()
                .filter(report -> !withdrawn.contains(report.path("reportId").asText()))
                .sorted(WINNER_ORDER)
                .toList();
    }

    JsonNode winner() {
        List<JsonNode> standing = standing();
        return !active || standing.isEmpty() ? null : standing.get(standing.size() - 1);
    }

    String status() {
        JsonNode winner = winner();
        return winner == null ? "NOT_STARTED" : winner.path("status").asText();
    }

    boolean isDone() {
        return status().equals("DONE");
    }

    LocalDate doneSince() {
        List<JsonNode> standing = standing();
        LocalDate since = null;
        for (int i = standing.size() - 1; i >= 0 && isDone(standing.get(i)); i--) {
            since = LocalDate.parse(standing.get(i).path("asOf").asText());
        }
        return since;
    }

    private static boolean isDone(JsonNode report) {
        return report.path("status").asText().equals("DONE");
    }

    /** A report enters; its alerts follow when the assignment is settled. */
    void report(JsonNode report) {
        boolean wasDone = isDone();
        accepted.add(report);
        if (wasDone && !isDone()) {
            episode++;
        }
    }

    /** The task was published again; the timers up to that day have fired. */
    void definition(boolean assigned) {
        active = assigned && !task.cancelled();
        judgedBy = task.deadline();
    }

    /** Brings the alerts up to what is now known. */
    void settle() {
        if (!active) {
            clear(task.cancelled() ? "cancelled" : "moved", null);
        } else if (isDone()) {
            clear("done", null);
        } else {
            clear("extended", String.valueOf(judgedBy.due(firedUpTo)));
        }
        raise(firedUpTo);
    }

    /** Timers up to a day. */
    void fire(LocalDate day) {
        while (firedUpTo.isBefore(day)) {
            firedUpTo = firedUpTo.plusDays(1);
            raise(firedUpTo);
        }
    }

    private void raise(LocalDate day) {
        LocalDate due = judgedBy.due(day);
        if (!active || due == null || isDone()) {
            return;
        }
        if (day.isAfter(due)) {
            open("overdue", due, day);
        } else if (!day.isBefore(due.minusDays(7))) {
            open("due-soon", due, day);
        }
    }

    /** One id is raised once: what was cleared and comes back to the same due day is another episode. */
    private void open(String kind, LocalDate due, LocalDate day) {
        boolean open = alerts.values().stream()
                .anyMatch(alert -> alert.kind().equals(kind)
                        && alert.due().equals(due.toString())
                        && !alert.state().equals("CLEARED"));
        if (!open) {
            while (alerts.containsKey(kind + "|" + due + "|" + episode)) {
                episode++;
            }
            alerts.put(
                    kind + "|" + due + "|" + episode, new Alert(kind, due.toString(), episode, "RAISED", "null", day));
        }
    }

    private void clear(String reason, String exceptDue) {
        alerts.replaceAll(
                (id, alert) -> alert.state().equals("CLEARED") || alert.due().equals(exceptDue)
                        ? alert
                        : new Alert(alert.kind(), alert.due(), alert.episode(), "CLEARED", reason, alert.raisedOn()));
    }
}
