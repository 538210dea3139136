package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.Source;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.deadline.DeadlineRule;
import org.tiendo.streams.deadline.DeadlineTerms;
import org.tiendo.streams.deadline.Judgement;
import org.tiendo.streams.deadline.Occurrences;
import org.tiendo.streams.lifecycle.LifecycleFixture.Sent;
import org.tiendo.streams.lifecycle.RandomHistory.Event;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;

/** What holds of the alerts of any history: how each begins, rises and ends, and which are open at its end. */
class AlertHistoryTest {
    private static final LocalDate START = LocalDate.of(2022, 1, 1);
    private static final int HISTORIES = 60;
    private static final int YEARS_APART = 3;
    private static final Set<String> OF_REPORTS = Set.of("done", "reported");
    private static final Set<String> OF_DEFINITIONS = Set.of("extended", "moved", "cancelled");

    @Test
    void anAlertIsRaisedOnceRisesAndIsClearedByACauseThatExplainsIt() {
        eachHistory((stage, history) -> {
            for (List<Sent> states : byId(stage, history).values()) {
                checkOrder(states);
                Sent last = states.get(states.size() - 1);
                if (alert(last).getState() == AlertState.CLEARED) {
                    checkReason(alert(last).getClearedReason(), causes(history, last.at()));
                }
            }
        });
    }

    @Test
    void exactlyTheAlertsThatTheFinalSituationCallsForAreOpen() {
        eachHistory((stage, history) -> {
            if (history.lastVersion().getPaused()) {
                return; // What was open when the clock was stopped stays so.
            }
            TaskState task = stage.task(history.taskId());
            AssignmentState assignment = stage.assignment(history.taskId(), history.taskId());
            Set<String> must = mustBeOpen(task, assignment, history.end());
            if (isSilent(task, assignment, history, stage)) {
                must.add("silent  null level 1");
            }
            Set<String> open = open(stage, history);
            assertThat(open).containsAll(must);
            open.removeAll(must);
            // A reminder stays open past the due day if it was raised before.
            assertThat(open).isSubsetOf(mayBeOpen(task, assignment, history.end()));
        });
    }

    @Test
    void anExtensionNeverLosesTheOriginal() {
        eachHistory((stage, history) -> {
            LocalDate first = history.events().stream()
                    .filter(event -> event.value() instanceof TaskDefinition)
                    .flatMap(event -> due((TaskDefinition) event.value()).stream())
                    .findFirst()
                    .orElse(null);
            assertThat(stage.task(history.taskId()).getOriginalDue()).isEqualTo(first);
        });
    }

    private static List<LocalDate> due(TaskDefinition task) {
        TaskState state = TaskState.newBuilder()
                .setDefinition(task)
                .setVersions(1)
                .setEverAssigned(List.of())
                .setSource(new Source("t", 0, 0L, Instant.EPOCH))
                .setWorkingDue(LifecycleFixture.USUAL.workingDue(task.getDeadline()))
                .build();
        return DeadlineRule.of(state) instanceof DeadlineRule.Once once
                ? Stream.ofNullable(once.terms().due()).toList()
                : List.of();
    }

    private static void checkOrder(List<Sent> states) {
        List<AlertState> order =
                states.stream().map(sent -> alert(sent).getState()).toList();
        assertThat(order).startsWith(AlertState.RAISED);
        assertThat(order.subList(1, order.size())).doesNotContain(AlertState.RAISED);
        assertThat(order.subList(0, order.size() - 1)).doesNotContain(AlertState.CLEARED);
        List<Integer> levels = states.stream()
                .map(AlertHistoryTest::alert)
                .filter(alert -> alert.getState() != AlertState.CLEARED)
                .map(TaskAlert::getLevel)
                .toList();
        assertThat(levels).isEqualTo(List.copyOf(new TreeSet<>(levels)));
    }

    private static void checkReason(String reason, List<Event> causes) {
        assertThat(OF_REPORTS.contains(reason) || OF_DEFINITIONS.contains(reason))
                .as(reason)
                .isTrue();
        boolean reported = causes.stream().anyMatch(event -> event.value() instanceof ProgressReport);
        boolean published = causes.stream()
                .anyMatch(event -> event.value() instanceof TaskDefinition task
                        && (!reason.equals("cancelled") || task.getCancelled()));
        assertThat(OF_REPORTS.contains(reason) ? reported : published)
                .as("%s by %s", reason, causes)
                .isTrue();
    }

    private static List<Event> causes(RandomHistory history, Instant at) {
        return history.events().stream().filter(event -> event.at().equals(at)).toList();
    }

    private static Set<String> mustBeOpen(TaskState task, AssignmentState assignment, LocalDate day) {
        Set<String> must = new HashSet<>();
        for (Occurrences.Judged judged : ContributionSheet.inForce(assignment, task, day)) {
            Judgement judgement = judged.judgement();
            if (judgement.due() != null && judgement.status() != Status.DONE) {
                int overdue = AlertPolicy.USUAL.overdueLevel(judgement.due(), day);
                int dueSoon = AlertPolicy.USUAL.dueSoonLevel(judgement.due(), day);
                if (overdue > 0) {
                    must.add(text("overdue", judged, overdue));
                }
                if (dueSoon > 0) {
                    must.add(text("due-soon", judged, dueSoon));
                }
            }
        }
        return must;
    }

    private static Set<String> mayBeOpen(TaskState task, AssignmentState assignment, LocalDate day) {
        return ContributionSheet.inForce(assignment, task, day).stream()
                .filter(judged -> judged.judgement().overdue())
                .flatMap(judged -> Stream.of(1, 2, 3).map(level -> text("due-soon", judged, level)))
                .collect(Collectors.toSet());
    }

    private static String text(String kind, Occurrences.Judged judged, int level) {
        return kind + " " + judged.occurrence().getPeriod() + " "
                + judged.judgement().due() + " level " + level;
    }

    /** By the history itself: since when the unit owes the task, and when it was last heard of. */
    private static boolean isSilent(
            TaskState task, AssignmentState assignment, RandomHistory history, LifecycleFixture stage) {
        if (!assignment.getActive() || !(DeadlineRule.of(task) instanceof DeadlineRule.Once once)) {
            return false;
        }
        DeadlineTerms terms = once.terms();
        boolean done = ContributionSheet.inForce(assignment, task, history.end()).stream()
                .anyMatch(judged -> judged.judgement().status() == Status.DONE);
        if (terms.due() != null || terms.conditionOpen() || done) {
            return false;
        }
        Set<String> refused = stage.sent(RejectedReport.class).stream()
                .map(RejectedReport::getReport)
                .filter(report -> report.getTaskId().equals(history.taskId()))
                .map(ProgressReport::getReportId)
                .collect(Collectors.toSet());
        LocalDate since = terms.awakeFrom() == null ? LocalDate.MIN : terms.awakeFrom();
        boolean active = false;
        for (Event event : history.events()) {
            boolean counts = event.value() instanceof ProgressReport report && !refused.contains(report.getReportId());
            if (event.value() instanceof TaskDefinition version) {
                boolean owed = version.getAssignments().contains(history.taskId()) && !version.getCancelled();
                counts = owed && !active;
                active = owed;
            }
            since = counts && event.day().isAfter(since) ? event.day() : since;
        }
        return !history.end().isBefore(AlertPolicy.USUAL.silentFrom(since));
    }

    private static Set<String> open(LifecycleFixture stage, RandomHistory history) {
        Set<String> open = new HashSet<>();
        for (List<Sent> states : byId(stage, history).values()) {
            TaskAlert last = alert(states.get(states.size() - 1));
            if (last.getState() != AlertState.CLEARED) {
                String period = last.getPeriod() == null ? "" : last.getPeriod();
                String text = last.getKind() + " " + period + " " + last.getDue() + " level " + last.getLevel();
                assertThat(open.add(text)).as("one open alert: %s", text).isTrue();
            }
        }
        return open;
    }

    private static Map<String, List<Sent>> byId(LifecycleFixture stage, RandomHistory history) {
        Map<String, List<Sent>> states = new LinkedHashMap<>();
        stage.sentAlerts().stream()
                .filter(sent -> alert(sent).getUnitId().equals(history.taskId()))
                .forEach(sent -> states.computeIfAbsent(alert(sent).getAlertId(), id -> new ArrayList<>())
                        .add(sent));
        return states;
    }

    private static TaskAlert alert(Sent sent) {
        return (TaskAlert) sent.value();
    }

    private interface Property {
        void check(LifecycleFixture stage, RandomHistory history);
    }

    private static void eachHistory(Property property) {
        try (LifecycleFixture stage = new LifecycleFixture()) {
            int[] number = {0};
            ForAll.cases(HISTORIES, random -> {
                LocalDate start = START.plusYears((long) YEARS_APART * number[0]);
                RandomHistory history = RandomHistory.of(random, "t" + number[0]++, start);
                history.tellTo(stage);
                property.check(stage, history);
                history.cancelIn(stage);
            });
        }
    }
}
