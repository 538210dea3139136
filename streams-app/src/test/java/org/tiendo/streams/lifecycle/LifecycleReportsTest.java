package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.at;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topics;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** Which reports are in force, which wait or are refused, and that each is accounted for. */
class LifecycleReportsTest {
    private static final LocalDate DUE = LocalDate.of(2024, 6, 30);
    private static final String QUARTER = "2024-Q2";

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
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
