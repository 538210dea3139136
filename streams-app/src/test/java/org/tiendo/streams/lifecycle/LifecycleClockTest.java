package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.at;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Topics;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** What a passing day does, and in which order: the clock is an input like any other. */
class LifecycleClockTest {
    private static final LocalDate DUE = LocalDate.of(2024, 6, 30);
    private static final String QUARTER = "2024-Q2";

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void timersOfAnAssignmentFireBeforeTheReportsThatWaitedForItsIndicator() {
        // Given a report that waits for its indicator, and more timers before it than fire at a time
        for (int i = 0; i < Slice.MOST; i++) {
            stage.publish(task("a" + i, dueOn(DUE), "u").build(), DAY);
        }
        stage.publish(task("i", dueOn(DUE), "u").setIndicatorId("i").build(), DAY);
        stage.report(
                report("r", "i", "u", Status.IN_PROGRESS, DAY).setNumerator(3L).build(), DAY);

        // When
        Indicator indicator = Indicator.newBuilder()
                .setIndicatorId("i")
                .setPlanId("plan")
                .setFrom(DAY)
                .setCategoryId("category")
                .setNameVi("Số xã")
                .build();
        stage.pipe(Topics.INDICATORS, "i", indicator, at(DUE.plusDays(5)));

        // Then
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getTaskId().equals("i"))
                .extracting(TaskAlert::getKind, TaskAlert::getRaisedOn)
                .containsExactly(
                        tuple("due-soon", DUE.minusDays(30)),
                        tuple("silent", DAY.plusDays(93)),
                        tuple("due-soon", DUE.minusDays(30)),
                        tuple("due-soon", DUE.minusDays(30)),
                        tuple("overdue", DUE.plusDays(1)),
                        tuple("silent", DAY.plusDays(93)));
    }

    @Test
    void aNewDayIsKeptWithTheRecordThatBringsIt() {
        // When
        stage.tick(DAY.plusDays(1));

        // Then
        assertThat(stage.keptClock()).isEqualTo(at(DAY.plusDays(1)));
    }

    @Test
    void timersFireEachOnItsOwnDayHoweverFarTheClockJumps() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);

        // When
        stage.tick(DUE.plusYears(1));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getKind, TaskAlert::getLevel, TaskAlert::getRaisedOn, TaskAlert::getDaysOverdue)
                .containsExactly(
                        tuple("due-soon", 1, DUE.minusDays(30), 0),
                        tuple("due-soon", 2, DUE.minusDays(30), 0),
                        tuple("due-soon", 3, DUE.minusDays(30), 0),
                        tuple("overdue", 1, DUE.plusDays(1), 1),
                        tuple("overdue", 2, DUE.plusDays(1), 7),
                        tuple("overdue", 3, DUE.plusDays(1), 30));
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isEqualTo(1);
    }

    @Test
    void aTaskIsOverdueFromMidnightInVietnam() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);

        // When it is still the due day in Vietnam
        stage.tick(Instant.parse("2024-06-30T16:59:59Z"));
        stage.settle();

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isZero();
        assertThat(stage.kpi("u", QUARTER).get(Count.DUE_SOON)).isEqualTo(1);

        // When midnight has struck there
        stage.tick(Instant.parse("2024-06-30T17:00:00Z"));
        stage.settle();

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isEqualTo(1);
    }

    @Test
    void onlyACauseClearsAnAlertAndUndoingDoneOpensTheNextEpisode() {
        // Given an overdue task
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.tick(DUE.plusDays(1));
        stage.tick(DUE.plusDays(100));
        assertThat(stage.alerts()).hasSize(6).noneMatch(alert -> alert.getState() == AlertState.CLEARED);

        // When it is done, and then undone
        LocalDate later = DUE.plusDays(101);
        stage.report(report("r1", "t", "u", Status.DONE, later).build(), later);
        stage.report(
                report("r2", "t", "u", Status.IN_PROGRESS, later.plusDays(1)).build(), later.plusDays(1));

        // Then
        List<TaskAlert> since = stage.alerts().subList(6, stage.alerts().size());
        assertThat(since)
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getClearedReason)
                .containsExactly(
                        tuple("due-soon|t|u||2024-06-30|1", AlertState.CLEARED, "done"),
                        tuple("overdue|t|u||2024-06-30|1", AlertState.CLEARED, "done"),
                        tuple("overdue|t|u||2024-06-30|2", AlertState.RAISED, null),
                        tuple("overdue|t|u||2024-06-30|2", AlertState.ESCALATED, null),
                        tuple("overdue|t|u||2024-06-30|2", AlertState.ESCALATED, null));
    }

    @Test
    void aRecordThatBeginsANewDayIsRelayedAndATickIsNot() {
        // When
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.report(report("r", "t", "u", Status.DONE, DAY).build(), DAY);
        stage.tick(DAY.plusDays(1));

        // Then
        assertThat(stage.sent(ClockReading.class))
                .extracting(ClockReading::getAt)
                .containsExactly(at(DAY));
    }

    @Test
    void theClockIsMarkedOnlyAfterEveryTimerHasFired() {
        // Given more timers than fire at a time
        int tasks = 3 * Slice.MOST;
        for (int i = 0; i < tasks; i++) {
            stage.publish(task("t" + i, dueOn(DUE), "u").build(), DUE.minusDays(20));
        }
        stage.passTime();

        // When
        stage.tick(DUE.plusDays(1));

        // Then
        assertThat(stage.sent(ClockMark.class)).extracting(ClockMark::getAt).doesNotContain(at(DUE.plusDays(1)));

        // When time passes for the other slices
        stage.passTime();
        stage.passTime();
        stage.passTime();

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isEqualTo(tasks);
        assertThat(stage.sent(ClockMark.class)).extracting(ClockMark::getAt).endsWith(at(DUE.plusDays(1)));
    }
}
