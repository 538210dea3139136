package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topics;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** A deadline that is triggered, extended, paused or resumed by a new version of its task. */
class DeadlineChangesTest {
    private static final LocalDate DUE = LocalDate.of(2024, 6, 30);
    private static final String QUARTER = "2024-Q2";

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        // 24 January 2025 was a Friday; 25 January to 2 February were off, for Tet
        "2025-01-22, 1, 2025-01-23",
        "2025-01-24, 0, 2025-01-24",
        "2025-01-24, 1, 2025-02-03",
        "2025-01-24, 5, 2025-02-07",
        "2025-01-24, 6, 2025-02-10",
        "2025-01-29, 1, 2025-02-03",
        // 29 February 2024 was a Thursday
        "2024-02-29, 1, 2024-03-01",
        "2024-02-29, 2, 2024-03-04",
        // Saturday 26 April 2025 was worked for Friday 2 May
        "2025-04-25, 1, 2025-04-26",
        "2025-04-29, 1, 2025-05-05"
    })
    void aTriggeredTaskIsDueSoManyWorkingDaysLater(LocalDate trigger, int workingDays, LocalDate due) {
        // Given
        Deadline waiting = conditional(workingDays);
        stage.publish(task("t", waiting, "u").build(), DAY);
        assertThat(stage.kpi("u", "dormant").get(Count.DORMANT)).isEqualTo(1);

        // When it is triggered
        LocalDate published = trigger.isBefore(DAY) ? DAY : trigger;
        stage.publish(
                task("t", Deadline.newBuilder(waiting).setTriggeredOn(trigger).build(), "u")
                        .build(),
                published);
        stage.tick(published.isAfter(due) ? published : due);
        boolean lateAlready = published.isAfter(due);

        // Then it is in term until the due day and overdue on the next
        assertThat(stage.task("t").getWorkingDue()).isEqualTo(due);
        assertThat(kpiOf(due).get(Count.OVERDUE)).isEqualTo(lateAlready ? 1 : 0);
        stage.tick(due.plusDays(1));
        assertThat(kpiOf(due).get(Count.OVERDUE)).isEqualTo(1);
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getKind().equals("overdue"))
                .extracting(TaskAlert::getDue)
                .containsOnly(due);
    }

    private Counts kpiOf(LocalDate due) {
        return stage.kpi("u", due.getYear() + (due.getMonthValue() > 3 ? "-Q2" : "-Q1"));
    }

    @Test
    void aTriggerThatLiesAheadLeavesTheTaskAsleepUntilItsDay() {
        // Given
        LocalDate trigger = DAY.plusDays(30);
        stage.publish(
                task(
                                "t",
                                Deadline.newBuilder(conditional(1))
                                        .setTriggeredOn(trigger)
                                        .build(),
                                "u")
                        .build(),
                DAY);
        stage.tick(trigger.minusDays(1));
        assertThat(stage.kpi("u", "dormant").get(Count.DORMANT)).isEqualTo(1);
        assertThat(stage.alerts()).isEmpty();

        // When
        stage.tick(trigger);

        // Then
        assertThat(stage.kpi("u", "dormant")).isEqualTo(Counts.ZERO);
        assertThat(stage.kpi("u", QUARTER).get(Count.DUE_SOON)).isEqualTo(1);
    }

    @Test
    void aTriggerThatIsTakenBackPutsTheTaskToSleepAgain() {
        // Given an overdue task that was triggered
        Deadline triggered =
                Deadline.newBuilder(conditional(3)).setTriggeredOn(DAY).build();
        stage.publish(task("t", triggered, "u").build(), DAY);
        stage.tick(DAY.plusDays(20));

        // When
        stage.publish(task("t", conditional(3), "u").build(), DAY.plusDays(21));

        // Then
        assertThat(stage.kpi("u", "dormant").get(Count.DORMANT)).isEqualTo(1);
        assertThat(stage.assignment("t", "u").getNextTimer()).isNull();
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void anExtensionClearsTheOldAlertAndTheNewDueDayHasOneOfItsOwn() {
        // Given an overdue task
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.tick(DUE.plusDays(2));

        // When it is extended twice
        LocalDate second = DUE.plusDays(40);
        LocalDate third = DUE.plusDays(80);
        stage.publish(task("t", dueOn(second), "u").build(), DUE.plusDays(3));
        stage.tick(second.plusDays(1));
        stage.publish(task("t", dueOn(third), "u").build(), second.plusDays(2));
        stage.tick(third.plusDays(1));

        // Then
        assertThat(stage.task("t").getOriginalDue()).isEqualTo(DUE);
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getKind().equals("overdue"))
                .extracting(
                        TaskAlert::getAlertId,
                        TaskAlert::getState,
                        TaskAlert::getClearedReason,
                        TaskAlert::getDaysOverdue)
                .containsExactly(
                        tuple("overdue|t|u||2024-06-30|1", AlertState.RAISED, null, 1),
                        tuple("overdue|t|u||2024-06-30|1", AlertState.CLEARED, "extended", 3),
                        tuple("overdue|t|u||2024-08-09|1", AlertState.RAISED, null, 1),
                        tuple("overdue|t|u||2024-08-09|1", AlertState.CLEARED, "extended", 2),
                        tuple("overdue|t|u||2024-09-18|1", AlertState.RAISED, null, 1));
    }

    @Test
    void thePublisherMayNameTheOriginalDueDay() {
        // Given
        Deadline named = Deadline.newBuilder(dueOn(DUE))
                .setOriginalDue(DUE.minusYears(1))
                .build();

        // When
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.publish(task("t", named, "u").build(), DAY);
        stage.publish(task("t", dueOn(DUE.plusDays(1)), "u").build(), DAY);

        // Then
        assertThat(stage.task("t").getOriginalDue()).isEqualTo(DUE.minusYears(1));
    }

    @Test
    void aPausedTasksClockStandsStillAndItIsJudgedByTheRealDayWhenResumed() {
        // Given a task that is paused while it is due soon
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        LocalDate paused = DUE.minusDays(5);
        stage.publish(task("t", dueOn(DUE), "u").setPaused(true).build(), paused);
        int before = stage.alerts().size();

        // When its due day passes
        stage.tick(DUE.plusDays(10));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.DUE_SOON)).isEqualTo(1);
        assertThat(stage.alerts()).hasSize(before);

        // When another version leaves it paused, and it is then resumed
        stage.publish(task("t", dueOn(DUE), "u").setPaused(true).setWeight(2).build(), DUE.plusDays(11));
        assertThat(stage.task("t").getPausedOn()).isEqualTo(paused);
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isZero();
        stage.publish(task("t", dueOn(DUE), "u").build(), DUE.plusDays(12));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isEqualTo(1);
        assertThat(stage.alerts().subList(before, stage.alerts().size()))
                .extracting(TaskAlert::getKind, TaskAlert::getLevel, TaskAlert::getRaisedOn)
                .containsExactly(tuple("overdue", 1, DUE.plusDays(12)), tuple("overdue", 2, DUE.plusDays(12)));
    }

    @Test
    void aReportOnAPausedTaskCountsAndClearsItsAlerts() {
        // Given an overdue task that is paused
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.tick(DUE.plusDays(2));
        stage.publish(task("t", dueOn(DUE), "u").setPaused(true).build(), DUE.plusDays(3));
        assertThat(openAlerts()).hasSize(2);

        // When
        stage.report(report("r", "t", "u", Status.DONE, DUE).build(), DUE.plusDays(20));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE_ON_TIME)).isEqualTo(1);
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void reportsReadBeforeTheirDefinitionAreJudgedEachAtItsOwnTime() {
        // Given reports that came after the definition, but are read before it
        LocalDate late = DUE.plusDays(3);
        stage.report(report("r1", "t", "u", Status.IN_PROGRESS, DAY).build(), DAY.plusDays(1));
        stage.report(report("r2", "t", "u", Status.DONE, late).build(), late);

        // When
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);

        // Then the alerts are those of the days between
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE_LATE)).isEqualTo(1);
        assertThat(stage.accounting("u"))
                .isEqualTo(Counts.of(Count.RECEIVED, 2).with(Count.COUNTED, 1).with(Count.SUPERSEDED, 1));
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getKind().equals("overdue"))
                .extracting(TaskAlert::getState, TaskAlert::getRaisedOn, TaskAlert::getClearedReason)
                .containsExactly(
                        tuple(AlertState.RAISED, DUE.plusDays(1), null),
                        tuple(AlertState.CLEARED, DUE.plusDays(1), "done"));
    }

    @Test
    void theDaysOfAReportAreThoseOfVietnam() {
        // Given a task that is due on 30 June, and a report that says it was done on 1 July
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        Instant lateEvening = Instant.parse("2024-06-29T16:59:59Z");
        Instant midnight = Instant.parse("2024-06-29T17:00:00Z");

        // When it comes a second before 30 June begins in Vietnam, and then as it begins
        stage.pipe(
                Topics.PROGRESS,
                "t",
                report("r1", "t", "u", Status.DONE, DUE.plusDays(1))
                        .setReportedAt(lateEvening)
                        .build(),
                lateEvening);
        stage.pipe(
                Topics.PROGRESS,
                "t",
                report("r2", "t", "u", Status.DONE, DUE.plusDays(1))
                        .setReportedAt(midnight)
                        .build(),
                midnight);

        // Then only the first speaks of the day after tomorrow
        assertThat(stage.refusals()).containsExactly("FUTURE_DATED");
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE_LATE)).isEqualTo(1);
    }

    private List<String> openAlerts() {
        return stage.assignment("t", "u").getOccurrences().get(0).getAlerts().stream()
                .filter(alert -> alert.getState() != AlertState.CLEARED)
                .map(TaskAlert::getAlertId)
                .toList();
    }

    private static Deadline conditional(int workingDays) {
        return Deadline.newBuilder()
                .setKind(DeadlineKind.CONDITIONAL)
                .setCondition("a decree")
                .setWorkingDaysAfterTrigger(workingDays)
                .build();
    }
}
