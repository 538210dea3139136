package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.at;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Topics;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Plan;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** A plan's day of issue is where its recurring tasks begin, whether the plan or the task comes first. */
class PlansTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final LocalDate ISSUED = LocalDate.of(2024, 1, 20);
    private static final Deadline MONTHLY = Deadline.newBuilder()
            .setKind(DeadlineKind.RECURRING)
            .setRecurrence(Recurrence.MONTHLY)
            .build();

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aTaskThatComesAfterItsPlanBeginsOnItsDayOfIssue() {
        // Given
        publishPlan(ISSUED, DAY);

        // When
        stage.publish(task("t", MONTHLY, "u").build(), DAY);

        // Then
        assertThat(periods()).containsExactly("2024-01", "2024-02", "2024-03");
    }

    @Test
    void aTaskThatComesBeforeItsPlanWaitsForItAndSoDoItsReports() {
        // Given
        stage.publish(task("t", MONTHLY, "u").build(), DAY);
        stage.report(report("r", "t", "u", Status.DONE, DAY.minusDays(1)).build(), DAY);
        assertThat(stage.accounting("u").get(Count.PARKED)).isEqualTo(1);

        // When
        publishPlan(ISSUED, DAY);

        // Then
        assertThat(stage.refusals()).isEmpty();
        assertThat(periods()).containsExactly("2024-01", "2024-02", "2024-03");
        assertThat(stage.kpi("u", "2024-Q1").get(Count.OVERDUE)).isEqualTo(1);
        assertThat(stage.kpi("u", "2024-Q1").get(Count.DONE_ON_TIME)).isEqualTo(1);
    }

    @Test
    void aPlanThatComesTooLateToBeWaitedForOpensTheOlderPeriods() {
        // Given
        stage.publish(task("t", MONTHLY, "u").build(), DAY);
        waitInVain();
        stage.report(report("r1", "t", "u", Status.DONE, DAY.minusDays(1)).build(), DAY);
        assertThat(stage.refusals()).containsExactly("UNKNOWN_PERIOD");

        // When
        publishPlan(ISSUED, DAY);
        stage.report(report("r2", "t", "u", Status.DONE, DAY.minusDays(1)).build(), DAY);

        // Then
        assertThat(stage.refusals()).hasSize(1);
        assertThat(periods()).containsExactly("2024-01", "2024-02", "2024-03");
        assertThat(stage.kpi("u", "2024-Q1").get(Count.OVERDUE)).isEqualTo(1);
        assertThat(stage.kpi("u", "2024-Q1").get(Count.DONE_ON_TIME)).isEqualTo(1);
    }

    @Test
    void whatFellDueBeforeThePlanWasPublishedAgainIsJudgedOnItsOwnDay() {
        // Given a month that ends before anything is read again
        publishPlan(ISSUED.plusMonths(2), DAY);
        stage.publish(task("t", MONTHLY, "u").build(), DAY);

        // When the plan comes with another day of issue, and no tick before it
        LocalDate april = LocalDate.of(2024, 4, 10);
        publishPlan(ISSUED.plusMonths(1), april);

        // Then
        assertThat(stage.alerts())
                .filteredOn(alert -> "2024-03".equals(alert.getPeriod()))
                .extracting(TaskAlert::getKind, TaskAlert::getLevel, TaskAlert::getRaisedOn)
                .containsExactly(
                        tuple("due-soon", 1, LocalDate.of(2024, 3, 20)),
                        tuple("due-soon", 2, LocalDate.of(2024, 3, 20)),
                        tuple("due-soon", 3, LocalDate.of(2024, 3, 20)),
                        tuple("overdue", 1, LocalDate.of(2024, 4, 1)),
                        tuple("overdue", 2, LocalDate.of(2024, 4, 1)));
    }

    @Test
    void everyTaskThatWaitsForAPlanIsPublishedWithIt() {
        // Given
        for (int i = 0; i < 20; i++) {
            stage.publish(task("t" + i, MONTHLY, "u").build(), DAY);
        }

        // When
        publishPlan(DAY, DAY);

        // Then
        assertThat(stage.kpi("u", "2024-Q1").get(Count.TASKS)).isEqualTo(20);
    }

    @Test
    void aLaterDayOfIssueTakesTheEarlierPeriodsOutAgain() {
        // Given
        publishPlan(ISSUED, DAY);
        stage.publish(task("t", MONTHLY, "u").build(), DAY);
        assertThat(stage.kpi("u", "2024-Q1").get(Count.TASKS)).isEqualTo(3);

        // When
        publishPlan(DAY, DAY.plusDays(1));

        // Then
        assertThat(stage.kpi("u", "2024-Q1").get(Count.TASKS)).isEqualTo(1);
        assertThat(stage.alerts())
                .filteredOn(alert -> "extended".equals(alert.getClearedReason()))
                .extracting(TaskAlert::getPeriod)
                .contains("2024-01", "2024-02");
    }

    @Test
    void aTaskThatSaysWhereItBeginsDoesNotAskThePlan() {
        // Given
        Deadline dated = Deadline.newBuilder(MONTHLY).setFrom(DAY).build();
        stage.publish(task("t", dated, "u").build(), DAY);

        // When
        publishPlan(ISSUED, DAY);

        // Then
        assertThat(periods()).containsExactly("2024-03");
    }

    @Test
    void anIndicatorIsToldItsPlansDayOfIssueWhicheverComesFirst() {
        // Given
        publishIndicator("long-before");
        waitInVain();
        publishIndicator("before");

        // When
        publishPlan(ISSUED, DAY);
        publishIndicator("after");

        // Then
        assertThat(stage.sent(IndicatorState.class))
                .extracting(state -> state.getDefinition().getIndicatorId(), IndicatorState::getPlanIssued)
                .containsExactly(
                        tuple("long-before", null),
                        tuple("long-before", ISSUED),
                        tuple("before", ISSUED),
                        tuple("after", ISSUED));
    }

    @Test
    void aNewerVersionWaitsBehindAnOlderOneWhateverItsPlan() {
        // Given two versions that name different plans, of which only the newer one's comes
        stage.publish(task("t", MONTHLY, "u").setPlanId("lost").build(), DAY);
        stage.publish(task("t", MONTHLY, "u").build(), DAY);
        publishPlan(ISSUED, DAY);
        assertThat(stage.task("t")).isNull();

        // When
        waitInVain();

        // Then
        assertThat(stage.task("t").getVersions()).isEqualTo(2);
        assertThat(stage.task("t").getDefinition().getPlanId()).isEqualTo("plan");
    }

    @Test
    void anIndicatorAndItsReportingTaskWaitTogether() {
        // Given both under one id, at one instant and one offset of their topics
        publishIndicator("i");
        stage.publish(task("i", MONTHLY, "u").setIndicatorId("i").build(), DAY);
        stage.report(
                report("r", "i", "u", Status.IN_PROGRESS, DAY).setNumerator(3L).build(), DAY);

        // When
        publishPlan(ISSUED, DAY);

        // Then
        assertThat(stage.sent(IndicatorState.class)).hasSize(1);
        assertThat(stage.cells("u").get("i|i").get(Count.NUMERATOR)).isEqualTo(3);
        assertThat(stage.accounting("u").get(Count.COUNTED)).isEqualTo(1);
    }

    private void waitInVain() {
        for (int pause = 0; pause < WaitingDesk.MOST_PAUSES; pause++) {
            stage.passTime();
        }
    }

    private void publishIndicator(String indicatorId) {
        Indicator indicator = Indicator.newBuilder()
                .setIndicatorId(indicatorId)
                .setPlanId("plan")
                .setCategoryId("category")
                .setNameVi("Tỷ lệ")
                .build();
        stage.pipe(Topics.INDICATORS, indicatorId, indicator, at(DAY));
    }

    private void publishPlan(LocalDate issued, LocalDate day) {
        Plan plan = Plan.newBuilder()
                .setPlanId("plan")
                .setTitleVi("Kế hoạch")
                .setIssuerId("u")
                .setIssued(issued)
                .build();
        stage.pipe(Topics.PLANS, "plan", plan, at(day));
    }

    private List<String> periods() {
        return stage.assignment("t", "u").getOccurrences().stream()
                .map(OccurrenceState::getPeriod)
                .toList();
    }
}
