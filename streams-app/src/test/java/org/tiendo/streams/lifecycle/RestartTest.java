package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.USUAL;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.internal.ClockMark;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** An instance that stops, and another that goes on with its stores: by the same rules, or by others. */
class RestartTest {
    private static final LocalDate DUE = LocalDate.of(2024, 6, 28);
    private static final String QUARTER = "2024-Q2";

    private LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whatFiredBeforeAStopIsNotFiredAgainAndTheRestFires() {
        // Given more tasks due on one day than two slices take, and a stop after the first slice
        int tasks = 2 * Slice.MOST + 500;
        for (int i = 0; i < tasks; i++) {
            stage.publish(task("t" + i, dueOn(DUE), "u" + i).build(), DUE.minusDays(1));
        }
        stage.passTime();
        stage.tick(LifecycleFixture.at(DUE.plusDays(1)));
        stage.settle();
        List<TaskAlert> before = overdue();
        assertThat(before).hasSize(Slice.MOST);

        // When
        stage = stage.restarted(USUAL);
        stage.passTime();
        assertThat(stage.sent(ClockMark.class)).isEmpty();
        stage.settle();

        // Then
        List<String> ids =
                new ArrayList<>(before.stream().map(TaskAlert::getAlertId).toList());
        overdue().forEach(alert -> ids.add(alert.getAlertId()));
        assertThat(ids).hasSize(tasks).doesNotHaveDuplicates();
        assertThat(overdue()).extracting(TaskAlert::getRaisedOn).containsOnly(DUE.plusDays(1));
        assertThat(stage.sent(ClockMark.class))
                .extracting(ClockMark::getAt)
                .containsExactly(LifecycleFixture.at(DUE.plusDays(1)));
    }

    @Test
    void theClockGoesOnFromWhereItStood() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.tick(DUE.plusDays(1));

        // When a report of an earlier day is read after the restart
        stage = stage.restarted(USUAL);
        stage.report(report("r", "t", "u", Status.IN_PROGRESS, DAY).build(), DAY);
        stage.settle();

        // Then
        assertThat(stage.keptClock()).isEqualTo(LifecycleFixture.at(DUE.plusDays(1)));
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isEqualTo(1);
        assertThat(stage.alerts()).isEmpty();
    }

    @Test
    void aStartByTheSameRulesJudgesNothingAnew() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.settle();

        // When
        stage = stage.restarted(USUAL);
        stage.settle();

        // Then
        assertThat(stage.cells("u")).isEmpty();
    }

    @Test
    void aStopBeforeTheFirstPauseIsNoReasonToJudgeAnewEither() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);

        // When
        stage = stage.restarted(USUAL);
        stage.settle();

        // Then
        assertThat(stage.cells("u")).isEmpty();
        assertThat(stage.assignment("t", "u").getJudgedOn()).isEqualTo(DAY);
    }

    @Test
    void aChangedCalendarMovesTheDueDaysThatItTouches() {
        // Given a task due five working days after Monday 3 June, and one due on a day
        stage.publish(
                task("triggered", triggered(LocalDate.of(2024, 6, 3), 5), "u").build(), DAY);
        stage.publish(task("dated", dueOn(DUE), "u").build(), DAY);
        stage.tick(LocalDate.of(2024, 6, 11));
        assertThat(stage.task("triggered").getWorkingDue()).isEqualTo(LocalDate.of(2024, 6, 10));
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isEqualTo(1);

        // When 10 and 11 June become days off
        WorkingCalendar longer = WorkingCalendar.of(
                "test",
                Set.of(2024),
                WorkingCalendar.SATURDAY_AND_SUNDAY,
                Set.of(LocalDate.of(2024, 6, 10), LocalDate.of(2024, 6, 11)),
                Set.of());
        stage = stage.restarted(new LifecycleRules(AlertPolicy.USUAL, longer));
        stage.settle();

        // Then
        assertThat(stage.task("triggered").getWorkingDue()).isEqualTo(LocalDate.of(2024, 6, 12));
        assertThat(stage.task("triggered").getOriginalDue()).isEqualTo(LocalDate.of(2024, 6, 10));
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isZero();
        assertThat(stage.alerts())
                .extracting(TaskAlert::getTaskId, TaskAlert::getKind, TaskAlert::getDue, TaskAlert::getClearedReason)
                .containsExactly(
                        tuple("triggered", "due-soon", LocalDate.of(2024, 6, 10), "extended"),
                        tuple("triggered", "overdue", LocalDate.of(2024, 6, 10), "extended"),
                        tuple("triggered", "due-soon", LocalDate.of(2024, 6, 12), null));
    }

    @Test
    void otherAlertDaysHoldFromTheNextStartOn() {
        // Given a task that is two days late
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.tick(DUE.plusDays(2));

        // When the parent is to be told after two days, and after three
        AlertPolicy strict = new AlertPolicy(List.of(30, 7, 1), List.of(1, 2, 3), 92);
        stage = stage.restarted(new LifecycleRules(strict, USUAL.calendar()));
        stage.settle();
        stage.tick(DUE.plusDays(3));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getState, TaskAlert::getLevel, TaskAlert::getDaysOverdue)
                .containsExactly(tuple(AlertState.ESCALATED, 2, 2), tuple(AlertState.ESCALATED, 3, 3));
    }

    @Test
    void judgingAnewIsSlicedAndGoesOnAfterAStop() {
        // Given more tasks than are judged at a time
        int tasks = Slice.MOST + 10;
        for (int i = 0; i < tasks; i++) {
            stage.publish(task("t" + i, dueOn(DUE), "u").build(), DAY);
        }
        stage.tick(DUE.minusDays(20));
        stage.settle();
        AlertPolicy other = new AlertPolicy(List.of(30, 21), List.of(1), 92);
        LifecycleRules rules = new LifecycleRules(other, USUAL.calendar());

        // When the app is stopped after the first slice
        stage = stage.restarted(rules);
        stage.settle();
        assertThat(stage.alerts()).hasSize(Slice.MOST);
        assertThat(stage.rulesMark().getResumeAt()).isNotNull();
        stage = stage.restarted(rules);
        stage.settle();

        // Then
        assertThat(stage.alerts()).hasSize(10);
        assertThat(stage.rulesMark().getResumeAt()).isNull();

        // When it starts once more
        stage = stage.restarted(rules);
        stage.settle();

        // Then
        assertThat(stage.alerts()).isEmpty();
    }

    private List<TaskAlert> overdue() {
        return stage.alerts().stream()
                .filter(alert -> alert.getKind().equals("overdue"))
                .toList();
    }

    private static Deadline triggered(LocalDate on, int workingDays) {
        return Deadline.newBuilder()
                .setKind(DeadlineKind.CONDITIONAL)
                .setTriggeredOn(on)
                .setWorkingDaysAfterTrigger(workingDays)
                .build();
    }
}
