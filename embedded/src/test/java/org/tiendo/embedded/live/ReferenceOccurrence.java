package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** One period of an assignment: its reports in winner order, and the alerts on its due day. */
final class ReferenceOccurrence {
    private static final Comparator<JsonNode> WINNER_ORDER = Comparator.comparing(
                    (JsonNode report) -> LocalDate.parse(report.path("asOf").asText()))
            .thenComparing(report -> Instant.parse(report.path("reportedAt").asText()))
            .thenComparing(report -> report.path("reportId").asText());

    private static final int[] REMINDERS = {30, 7, 1};
    private static final int[] STEPS = {1, 7, 30};

    final ReferenceAssignment assignment;
    final ReferencePeriod period;
    final List<ReferenceAlert> alerts = new ArrayList<>();
    private final List<JsonNode> accepted = new ArrayList<>();
    private List<JsonNode> standing = List.of();
    private int episode = 1;

    ReferenceOccurrence(ReferenceAssignment assignment, ReferencePeriod period) {
        this.assignment = assignment;
        this.period = period;
    }

    void accept(JsonNode report) {
        accepted.add(report);
    }

    /** Sorts out which reports stand; one that undoes DONE begins the next episode. */
    void recount(Set<String> withdrawn) {
        boolean wasDone = isDone();
        standing = accepted.stream()
                .filter(report -> !withdrawn.contains(report.path("reportId").asText()))
                .sorted(WINNER_ORDER)
                .toList();
        if (wasDone && !isDone()) {
            episode++;
        }
    }

    JsonNode winner() {
        return standing.isEmpty() ? null : standing.get(standing.size() - 1);
    }

    String status() {
        JsonNode winner = winner();
        return winner == null ? "NOT_STARTED" : winner.path("status").asText();
    }

    boolean isDone() {
        return status().equals("DONE");
    }

    LocalDate doneSince() {
        LocalDate since = null;
        for (int i = standing.size() - 1; i >= 0 && isDone(standing.get(i)); i--) {
            since = LocalDate.parse(standing.get(i).path("asOf").asText());
        }
        return since;
    }

    private static boolean isDone(JsonNode report) {
        return report.path("status").asText().equals("DONE");
    }

    LocalDate due(LocalDate today) {
        ReferenceTask task = assignment.task;
        return task.deadline().due(period, task.clock(today));
    }

    /** The first due day that was asked for; a period's own day never changes. */
    LocalDate originalDue() {
        return assignment.task.deadline().isRecurring() ? period.last() : assignment.task.firstDue;
    }

    /** No more than this occurrence is asked for. */
    void dropAlerts(String reason, LocalDate today) {
        alerts.stream().filter(ReferenceAlert::isOpen).forEach(alert -> alert.clear(reason, today));
    }

    /** Brings the alerts up to what is known on a day. */
    void settle(LocalDate today) {
        LocalDate due = due(today);
        for (ReferenceAlert alert : alerts) {
            if (alert.isOpen() && (isDone() || !alert.due.equals(due))) {
                alert.clear(isDone() ? "done" : "extended", today);
            }
        }
        if (due == null || isDone() || assignment.task.isPaused()) {
            return;
        }
        if (!today.isAfter(due)) {
            remind(due, today);
        }
        goUp(due, today);
    }

    private void remind(LocalDate due, LocalDate today) {
        int level = 0;
        for (int days : REMINDERS) {
            level += today.isBefore(due.minusDays(days)) ? 0 : 1;
        }
        ReferenceAlert alert = open("due-soon", due);
        if (level > 0 && alert == null) {
            raise("due-soon", due, today).level = level;
        } else if (level > 0 && alert.level < level) {
            alert.escalate(level, today);
        }
    }

    private void goUp(LocalDate due, LocalDate today) {
        for (int step = 1; step <= STEPS.length; step++) {
            if (today.isBefore(due.plusDays(STEPS[step - 1]))) {
                return;
            }
            ReferenceAlert alert = open("overdue", due);
            if (alert == null) {
                raise("overdue", due, today);
            } else if (alert.steps < step) {
                alert.steps = step;
                List<String> above = assignment.task.model.tree.ancestors(assignment.unitId, today);
                if (above.size() >= step) {
                    alert.escalate(step, today);
                    alert.escalatedTo = above.get(step - 1);
                }
            }
        }
    }

    private ReferenceAlert open(String kind, LocalDate due) {
        return alerts.stream()
                .filter(alert -> alert.isOpen() && alert.kind.equals(kind) && alert.due.equals(due))
                .findFirst()
                .orElse(null);
    }

    /** One id is raised once: what was cleared and comes back to the same due day is another episode. */
    private ReferenceAlert raise(String kind, LocalDate due, LocalDate today) {
        while (alerts.stream()
                .anyMatch(each -> each.kind.equals(kind) && each.due.equals(due) && each.episode == episode)) {
            episode++;
        }
        ReferenceAlert alert =
                new ReferenceAlert(kind, assignment.task.id(), assignment.unitId, period.name(), due, episode, today);
        alerts.add(alert);
        return alert;
    }
}
