package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.at;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topics;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.IndicatorState;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;

class LifecycleProcessorTest {
    private static final LocalDate DUE = LocalDate.of(2024, 6, 30);
    private static final String QUARTER = "2024-Q2";

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aNewTaskCountsAsNotStartedUntilItIsReported() {
        // When
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);

        // Then
        Counts counts = stage.kpi("u", QUARTER);
        assertThat(counts.get(Count.TASKS)).isEqualTo(1);
        assertThat(counts.get(Count.NOT_STARTED)).isEqualTo(1);
        assertThat(counts.get(Count.OPEN_IN_TERM)).isEqualTo(1);
        assertThat(counts.get(Count.EXPECTED)).isEqualTo(1);
        assertThat(counts.get(Count.REPORTED)).isZero();
    }

    @Test
    void theGreatestReportIsInForceWhateverArrivesLast() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.report(report("r2", "t", "u", Status.DONE, DAY.plusDays(2)).build(), DAY.plusDays(3));

        // When
        stage.report(report("r1", "t", "u", Status.IN_PROGRESS, DAY.plusDays(1)).build(), DAY.plusDays(4));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE_ON_TIME)).isEqualTo(1);
        assertThat(stage.accounting("u"))
                .isEqualTo(Counts.of(Count.RECEIVED, 2).with(Count.COUNTED, 1).with(Count.SUPERSEDED, 1));
    }

    @Test
    void doneCountsFromTheFirstReportOfTheUnbrokenRun() {
        // Given a task that was done in time, undone, and done again too late
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.report(report("r1", "t", "u", Status.DONE, DUE.minusDays(5)).build(), DUE);
        stage.report(report("r3", "t", "u", Status.DONE, DUE.plusDays(9)).build(), DUE.plusDays(9));
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE_ON_TIME)).isEqualTo(1);

        // When the undoing arrives last
        stage.report(report("r2", "t", "u", Status.BLOCKED, DUE.plusDays(2)).build(), DUE.plusDays(10));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE_LATE)).isEqualTo(1);
    }

    @Test
    void aReportThatWasTakenBackIsNoLongerInForce() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.report(report("r1", "t", "u", Status.IN_PROGRESS, DAY).build(), DAY);
        stage.report(report("r2", "t", "u", Status.DONE, DAY.plusDays(2)).build(), DAY.plusDays(2));

        // When
        stage.report(
                report("r3", "t", "u", Status.BLOCKED, DAY.plusDays(1))
                        .setWithdraws("r2")
                        .build(),
                DAY.plusDays(3));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.BLOCKED)).isEqualTo(1);
        assertThat(stage.accounting("u").get(Count.SUPERSEDED)).isEqualTo(2);
    }

    @Test
    void aReportMayBeTakenBackBeforeItArrives() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.report(
                report("r1", "t", "u", Status.BLOCKED, DAY).setWithdraws("r2").build(), DAY);

        // When
        stage.report(report("r2", "t", "u", Status.DONE, DAY.plusDays(1)).build(), DAY.plusDays(2));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.BLOCKED)).isEqualTo(1);
    }

    @Test
    void theSameReportTwiceIsADuplicateAndOtherContentARefusal() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        ProgressReport report = report("r", "t", "u", Status.IN_PROGRESS, DAY).build();
        stage.report(report, DAY);

        // When
        stage.report(report, DAY.plusDays(1));
        stage.report(ProgressReport.newBuilder(report).setPercent(5).build(), DAY.plusDays(1));

        // Then
        assertThat(stage.refusals()).containsExactly("REPORT_ID_REUSED");
        assertThat(stage.accounting("u"))
                .isEqualTo(Counts.of(Count.RECEIVED, 3)
                        .with(Count.COUNTED, 1)
                        .with(Count.DUPLICATE, 1)
                        .with(Count.REJECTED, 1));
    }

    @Test
    void aReportWaitsForItsDefinitionAndIsJudgedByItsOwnTime() {
        // Given
        ProgressReport report = report("r", "t", "u", Status.DONE, DAY).build();
        stage.report(report, DAY);
        stage.report(report, DAY);
        stage.report(report("x", "t", "stranger", Status.DONE, DAY).build(), DAY);
        assertThat(stage.accounting("u").get(Count.PARKED)).isEqualTo(2);

        // When
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY.plusDays(400));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE_ON_TIME)).isEqualTo(1);
        assertThat(stage.accounting("u"))
                .isEqualTo(Counts.of(Count.RECEIVED, 2).with(Count.COUNTED, 1).with(Count.DUPLICATE, 1));
        assertThat(stage.refusals()).containsExactly("NOT_ASSIGNED");
        assertThat(stage.accounting("stranger"))
                .isEqualTo(Counts.of(Count.RECEIVED, 1).with(Count.REJECTED, 1));
    }

    @Test
    void aDroppedAssignmentLeavesAllTotalsAndAReturningOneResumes() {
        // Given
        stage.publish(task("t", dueOn(DUE), "a", "b").build(), DAY);
        stage.report(report("r", "t", "a", Status.DONE, DAY).build(), DAY);

        // When it is dropped
        stage.publish(task("t", dueOn(DUE), "b").build(), DAY.plusDays(1));

        // Then
        assertThat(stage.kpi("a", QUARTER)).isEqualTo(Counts.ZERO);
        assertThat(stage.accounting("a")).isEqualTo(Counts.of(Count.RECEIVED, 1).with(Count.SUPERSEDED, 1));

        // When it returns
        stage.publish(task("t", dueOn(DUE), "a", "b").build(), DAY.plusDays(2));

        // Then
        assertThat(stage.kpi("a", QUARTER).get(Count.DONE)).isEqualTo(1);
        assertThat(stage.accounting("a").get(Count.COUNTED)).isEqualTo(1);
        assertThat(stage.task("t").getVersions()).isEqualTo(3);
    }

    @Test
    void aCancelledTaskTakesNoReports() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.publish(task("t", dueOn(DUE), "u").setCancelled(true).build(), DAY);

        // When
        stage.report(report("r", "t", "u", Status.DONE, DAY).build(), DAY);

        // Then
        assertThat(stage.refusals()).containsExactly("TASK_CANCELLED");
        assertThat(stage.kpi("u", QUARTER)).isEqualTo(Counts.ZERO);
    }

    @Test
    void anIndicatorsReportNeedsItsFiguresAndWaitsForTheIndicator() {
        // Given
        stage.publish(
                task("i", Deadline.newBuilder().build(), "u")
                        .setIndicatorId("i")
                        .build(),
                DAY);
        stage.report(
                report("r1", "i", "u", Status.IN_PROGRESS, DAY).setNumerator(3L).build(), DAY);
        stage.report(
                report("r2", "i", "u", Status.IN_PROGRESS, DAY)
                        .setNumerator(3L)
                        .setDenominator(4L)
                        .build(),
                DAY);
        assertThat(stage.accounting("u").get(Count.PARKED)).isEqualTo(2);

        // When
        Indicator indicator = Indicator.newBuilder()
                .setIndicatorId("i")
                .setPlanId("plan")
                .setFrom(DAY)
                .setCategoryId("category")
                .setMeasure(Measure.SHARE)
                .setNameVi("Tỷ lệ")
                .build();
        stage.pipe(Topics.INDICATORS, "i", indicator, at(DAY));

        // Then
        assertThat(stage.refusals()).containsExactly("MISSING_FIGURE");
        Counts counts = stage.cells("u").get("i|i");
        assertThat(counts.get(Count.NUMERATOR)).isEqualTo(3);
        assertThat(counts.get(Count.UNITS_REPORTED)).isEqualTo(1);
        assertThat(stage.cells("u")).doesNotContainKey("k|plan|category|none");
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
    void theTargetsOfAnIndicatorMayBeScopedByAnyKindOfUnit() {
        // Given
        Indicator indicator = Indicator.newBuilder()
                .setIndicatorId("i")
                .setPlanId("plan")
                .setFrom(DAY)
                .setCategoryId("category")
                .setNameVi("Tỷ lệ")
                .setTargets(List.of(new Target("sở, ban, ngành", new BigDecimal("80.00"), null, null)))
                .build();

        // When
        stage.pipe(Topics.INDICATORS, "i", indicator, at(DAY));

        // Then
        assertThat(stage.deadLetters()).isEmpty();
        assertThat(stage.sent(IndicatorState.class)).hasSize(1);
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
    void anExtensionMovesTheDueDayAndKeepsTheOriginal() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);
        stage.tick(DUE.plusDays(1));

        // When
        stage.publish(task("t", dueOn(DUE.plusYears(1)), "u").build(), DUE.plusDays(2));

        // Then
        assertThat(stage.kpi("u", QUARTER)).isEqualTo(Counts.ZERO);
        assertThat(stage.kpi("u", "2025-Q2").get(Count.OPEN_IN_TERM)).isEqualTo(1);
        assertThat(stage.task("t").getOriginalDue()).isEqualTo(DUE);
        assertThat(stage.alerts())
                .filteredOn(alert -> "extended".equals(alert.getClearedReason()))
                .hasSize(2);
    }

    @Test
    void aConditionalTaskSleepsUntilItIsTriggered() {
        // Given
        Deadline waiting = Deadline.newBuilder()
                .setKind(DeadlineKind.CONDITIONAL)
                .setDue(DUE)
                .setCondition("a decree")
                .build();
        stage.publish(task("t", waiting, "u").build(), DAY);
        stage.tick(DUE.plusYears(2));
        assertThat(stage.kpi("u", "dormant").get(Count.DORMANT)).isEqualTo(1);
        assertThat(stage.alerts()).isEmpty();

        // When
        Deadline triggered =
                Deadline.newBuilder(waiting).setTriggeredOn(DUE.plusYears(2)).build();
        stage.publish(task("t", triggered, "u").build(), DUE.plusYears(2));

        // Then
        assertThat(stage.kpi("u", QUARTER).get(Count.OVERDUE)).isEqualTo(1);
    }

    @Test
    void aFromTaskSleepsUntilItBeginsAndThenNeverEnds() {
        // Given
        Deadline from = Deadline.newBuilder()
                .setKind(DeadlineKind.FROM)
                .setFrom(DAY.plusDays(10))
                .build();
        stage.publish(task("t", from, "u").build(), DAY);
        assertThat(stage.kpi("u", "dormant").get(Count.TASKS)).isEqualTo(1);

        // When
        stage.tick(DAY.plusDays(10));

        // Then
        assertThat(stage.kpi("u", "dormant")).isEqualTo(Counts.ZERO);
        assertThat(stage.kpi("u", "ongoing").get(Count.ONGOING)).isEqualTo(1);
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

    @Test
    void whatIsRefusedUnseenCountsForItsUnit() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);

        // When
        stage.report(report("r", "t", "u", Status.DONE, DAY).setPercent(101).build(), DAY);
        stage.pipe(
                Topics.PROGRESS,
                "other",
                report("r", "t", "u", Status.DONE, DAY).build(),
                at(DAY));
        stage.report(report("r", "t", "no good", Status.DONE, DAY).build(), DAY);

        // Then
        assertThat(stage.refusals()).containsExactly("PERCENT_OUT_OF_RANGE", "KEY_MISMATCH", "BAD_ID");
        assertThat(stage.accounting("u")).isEqualTo(Counts.of(Count.RECEIVED, 2).with(Count.REJECTED, 2));
        assertThat(stage.accounting("|")).isEqualTo(Counts.of(Count.RECEIVED, 1).with(Count.REJECTED, 1));
    }

    @Test
    void bytesThatCannotBeReadAreDeadLettersAndNeighboursAreUnharmed() {
        // Given
        stage.publish(task("t", dueOn(DUE), "u").build(), DAY);

        // When
        stage.pipeRaw(Topics.PROGRESS, "t".getBytes(StandardCharsets.UTF_8), null, at(DAY));
        stage.pipeRaw(Topics.PROGRESS, null, new byte[] {1, 2, 3}, at(DAY));
        stage.pipeRaw(Topics.PROGRESS, null, new byte[] {0, 0, 0, 127, 127, 2, 2}, at(DAY));
        stage.pipeRaw(Topics.TASKS, null, new byte[] {0, 0, 0, 0, 5, 2, 2}, at(DAY));
        stage.report(report("r", "t", "u", Status.DONE, DAY).build(), DAY);

        // Then
        assertThat(stage.deadLetters())
                .extracting(letter -> letter.code())
                .startsWith("TOMBSTONE", "NOT_AVRO", "UNKNOWN_SCHEMA")
                .hasSize(4);
        assertThat(stage.kpi("u", QUARTER).get(Count.DONE)).isEqualTo(1);
    }
}
