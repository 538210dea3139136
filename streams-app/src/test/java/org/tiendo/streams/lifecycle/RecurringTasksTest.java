package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.at;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topics;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** A recurring task has one occurrence a period, each with an outcome of its own. DAY is 1 March 2024. */
class RecurringTasksTest {
    private static final LocalDate MARCH_END = LocalDate.of(2024, 3, 31);

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void periodsOpenWithTheCalendarAndPastOnesKeepTheirOutcome() {
        // Given March, done in time
        stage.publish(task("t", monthly(DAY), "u").build(), DAY);
        stage.report(report("r1", "t", "u", Status.DONE, MARCH_END).build(), MARCH_END);

        // When April passes without a report, and May begins
        stage.tick(LocalDate.of(2024, 5, 1));

        // Then
        assertThat(stage.assignment("t", "u").getOccurrences())
                .extracting(OccurrenceState::getPeriod)
                .containsExactly("2024-03", "2024-04", "2024-05");
        assertThat(stage.kpi("u", "2024-Q1").get(Count.DONE_ON_TIME)).isEqualTo(1);
        Counts quarter = stage.kpi("u", "2024-Q2");
        assertThat(quarter.get(Count.TASKS)).isEqualTo(2);
        assertThat(quarter.get(Count.OVERDUE)).isEqualTo(1);
        assertThat(quarter.get(Count.OPEN_IN_TERM)).isEqualTo(1);
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getKind().equals("overdue"))
                .extracting(TaskAlert::getAlertId, TaskAlert::getRaisedOn)
                .containsExactly(tuple("overdue|t|u|2024-04|2024-04-30|1", LocalDate.of(2024, 5, 1)));
    }

    @Test
    void aReportNamesItsPeriodElseSpeaksOfTheOneThatHoldsItsDay() {
        // Given
        stage.publish(task("t", monthly(DAY), "u").build(), DAY);
        LocalDate may = LocalDate.of(2024, 5, 10);

        // When
        stage.report(
                report("r1", "t", "u", Status.DONE, may).setPeriod("2024-03").build(), may);
        stage.report(
                report("r2", "t", "u", Status.DONE, LocalDate.of(2024, 4, 30)).build(), may);

        // Then March was done late, April in time, and May is open
        assertThat(stage.kpi("u", "2024-Q1").get(Count.DONE_LATE)).isEqualTo(1);
        assertThat(stage.kpi("u", "2024-Q2").get(Count.DONE_ON_TIME)).isEqualTo(1);
        assertThat(stage.kpi("u", "2024-Q2").get(Count.OPEN_IN_TERM)).isEqualTo(1);
        assertThat(stage.accounting("u").get(Count.COUNTED)).isEqualTo(2);
    }

    @Test
    void aPeriodThatTheTaskDoesNotHaveIsRefused() {
        // Given a task that begins on 1 March
        stage.publish(task("t", monthly(DAY), "u").build(), DAY);

        // When
        stage.report(
                report("r1", "t", "u", Status.DONE, DAY).setPeriod("2024-02").build(), DAY);
        stage.report(
                report("r2", "t", "u", Status.DONE, DAY).setPeriod("2024-04").build(), DAY);
        stage.report(
                report("r3", "t", "u", Status.DONE, DAY).setPeriod("2024-Q1").build(), DAY);
        stage.report(report("r4", "t", "u", Status.DONE, DAY).setPeriod("").build(), DAY);
        stage.report(report("r5", "t", "u", Status.DONE, DAY.minusDays(1)).build(), DAY);

        // Then
        assertThat(stage.refusals()).hasSize(5).containsOnly("UNKNOWN_PERIOD");
        assertThat(stage.assignment("t", "u").getOccurrences()).hasSize(1);
    }

    @Test
    void aTaskWithOneDeadlineHasNoPeriods() {
        // Given
        stage.publish(task("t", dueOn(MARCH_END), "u").build(), DAY);

        // When
        stage.report(
                report("r", "t", "u", Status.DONE, DAY).setPeriod("2024-03").build(), DAY);

        // Then
        assertThat(stage.refusals()).containsExactly("UNKNOWN_PERIOD");
    }

    @Test
    void aReportOnThePeriodThatBeginsTomorrowIsKeptAndCountsFromThen() {
        // Given
        stage.publish(task("t", monthly(DAY), "u").build(), DAY);

        // When the report of 1 April comes in the evening of 31 March
        stage.report(report("r", "t", "u", Status.DONE, MARCH_END.plusDays(1)).build(), MARCH_END);

        // Then
        assertThat(stage.refusals()).isEmpty();
        assertThat(stage.kpi("u", "2024-Q2")).isEqualTo(Counts.ZERO);
        assertThat(stage.accounting("u").get(Count.SUPERSEDED)).isEqualTo(1);

        // When April begins
        stage.tick(MARCH_END.plusDays(1));

        // Then
        assertThat(stage.kpi("u", "2024-Q2").get(Count.DONE_ON_TIME)).isEqualTo(1);
        assertThat(stage.accounting("u").get(Count.COUNTED)).isEqualTo(1);
    }

    @Test
    void aTaskThatBeginsLaterHasNoPeriodUntilThen() {
        // Given a task from the middle of April
        LocalDate from = LocalDate.of(2024, 4, 15);
        stage.publish(task("t", monthly(from), "u").build(), DAY);
        stage.tick(from.minusDays(2));
        assertThat(stage.assignment("t", "u").getOccurrences()).isEmpty();

        // When a report on April comes before it begins, and one the day before
        stage.report(report("r1", "t", "u", Status.DONE, from.minusDays(2)).build(), from.minusDays(2));
        stage.report(report("r2", "t", "u", Status.IN_PROGRESS, from).build(), from.minusDays(1));
        stage.tick(from);

        // Then
        assertThat(stage.refusals()).containsExactly("UNKNOWN_PERIOD");
        assertThat(stage.kpi("u", "2024-Q2").get(Count.IN_PROGRESS)).isEqualTo(1);
    }

    @Test
    void aTaskThatRecursNoLongerKeepsItsPastAndTakesItUpAgain() {
        // Given March done, April late
        stage.publish(task("t", monthly(DAY), "u").build(), DAY);
        stage.report(report("r", "t", "u", Status.DONE, MARCH_END).build(), MARCH_END);
        LocalDate may = LocalDate.of(2024, 5, 2);
        stage.tick(may);

        // When it is given one due day instead
        stage.publish(task("t", dueOn(LocalDate.of(2024, 12, 31)), "u").build(), may);

        // Then
        assertThat(stage.cells("u").keySet()).containsExactlyInAnyOrder("k|plan|category|2024-Q4", "a");
        assertThat(stage.accounting("u").get(Count.SUPERSEDED)).isEqualTo(1);
        assertThat(open("overdue")).isEmpty();

        // When it recurs again, from the same day
        stage.publish(task("t", monthly(DAY), "u").build(), may.plusDays(1));

        // Then
        assertThat(stage.kpi("u", "2024-Q4")).isEqualTo(Counts.ZERO);
        assertThat(stage.kpi("u", "2024-Q1").get(Count.DONE_ON_TIME)).isEqualTo(1);
        assertThat(stage.kpi("u", "2024-Q2").get(Count.OVERDUE)).isEqualTo(1);
        assertThat(open("overdue")).containsExactly("overdue|t|u|2024-04|2024-04-30|2");
    }

    @Test
    void aReportOnOnePeriodMayTakeBackOneOnAnother() {
        // Given
        stage.publish(task("t", monthly(DAY), "u").build(), DAY);
        stage.report(report("r1", "t", "u", Status.IN_PROGRESS, DAY).build(), DAY);
        stage.report(report("r2", "t", "u", Status.DONE, MARCH_END).build(), MARCH_END);

        // When April's report takes March's back
        LocalDate april = LocalDate.of(2024, 4, 2);
        stage.report(
                report("r3", "t", "u", Status.DONE, april).setWithdraws("r2").build(), april);

        // Then
        assertThat(stage.kpi("u", "2024-Q1").get(Count.IN_PROGRESS)).isEqualTo(1);
        assertThat(stage.kpi("u", "2024-Q1").get(Count.OVERDUE)).isEqualTo(1);
        assertThat(stage.kpi("u", "2024-Q2").get(Count.DONE_ON_TIME)).isEqualTo(1);
    }

    @Test
    void anIndicatorStandsAtTheNewestPeriodThatHasAReport() {
        // Given
        Indicator indicator = Indicator.newBuilder()
                .setIndicatorId("i")
                .setPlanId("plan")
                .setFrom(DAY)
                .setCategoryId("category")
                .setMeasure(Measure.COUNT)
                .setNameVi("Số xã")
                .build();
        stage.pipe(Topics.INDICATORS, "i", indicator, at(DAY));
        stage.publish(task("i", monthly(DAY), "u").setIndicatorId("i").build(), DAY);
        LocalDate may = LocalDate.of(2024, 5, 2);

        // When April is reported, and March later
        stage.report(
                report("r1", "i", "u", Status.IN_PROGRESS, may)
                        .setPeriod("2024-04")
                        .setNumerator(40L)
                        .build(),
                may);
        stage.report(
                report("r2", "i", "u", Status.IN_PROGRESS, may)
                        .setPeriod("2024-03")
                        .setNumerator(30L)
                        .build(),
                may);

        // Then
        Counts counts = stage.cells("u").get("i|i");
        assertThat(counts.get(Count.NUMERATOR)).isEqualTo(40);
        assertThat(counts.get(Count.UNITS_EXPECTED)).isEqualTo(1);
        assertThat(counts.get(Count.UNITS_REPORTED)).isEqualTo(1);
        assertThat(stage.accounting("u").get(Count.COUNTED)).isEqualTo(2);
    }

    @Test
    void aYearEndsOnItsLastDayAndTheNextOpensAtMidnight() {
        // Given
        Deadline annual = Deadline.newBuilder(monthly(DAY))
                .setRecurrence(Recurrence.ANNUAL)
                .build();
        stage.publish(task("t", annual, "u").build(), DAY);
        LocalDate lastDay = LocalDate.of(2024, 12, 31);
        stage.tick(lastDay);
        assertThat(stage.kpi("u", "2024-Q4").get(Count.DUE_SOON)).isEqualTo(1);

        // When
        stage.tick(lastDay.plusDays(1));

        // Then
        assertThat(stage.kpi("u", "2024-Q4").get(Count.OVERDUE)).isEqualTo(1);
        assertThat(stage.kpi("u", "2025-Q4").get(Count.OPEN_IN_TERM)).isEqualTo(1);
    }

    private List<String> open(String kind) {
        return stage.assignment("t", "u").getOccurrences().stream()
                .flatMap(occurrence -> occurrence.getAlerts().stream())
                .filter(alert -> alert.getState() != AlertState.CLEARED
                        && alert.getKind().equals(kind))
                .map(TaskAlert::getAlertId)
                .toList();
    }

    private static Deadline monthly(LocalDate from) {
        return Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.MONTHLY)
                .setFrom(from)
                .build();
    }
}
