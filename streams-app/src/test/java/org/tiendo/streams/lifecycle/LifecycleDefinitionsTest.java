package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.at;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topics;
import org.tiendo.internal.IndicatorState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Status;
import org.tiendo.v1.Target;

/** What publishing a definition, once or again, does to its assignments. */
class LifecycleDefinitionsTest {
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
}
