package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** Where a period begins and ends for its reports and its alerts. */
class PeriodRulesTest {
    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aPeriodWithAnEmptyNameIsUnknown() {
        // Given
        stage.publish(task("t", dueOn(DAY.plusDays(60)), "u").build(), DAY);

        // When
        stage.report(report("r", "t", "u", Status.DONE, DAY).setPeriod("").build(), DAY);

        // Then
        assertThat(stage.refusals()).containsExactly("UNKNOWN_PERIOD");
    }

    @Test
    void aReportBeforeTheFirstDayDoesNotBeginThePeriodThatHoldsIt() {
        // Given a quarterly task that begins amid a quarter
        LocalDate from = DAY.plusDays(20);
        stage.publish(task("t", quarterlyFrom(from), "u").build(), DAY);

        // When
        stage.report(report("r", "t", "u", Status.DONE, DAY).build(), DAY);

        // Then
        assertThat(stage.refusals()).containsExactly("UNKNOWN_PERIOD");
        assertThat(stage.kpi("u", "2024-Q1")).isEqualTo(Counts.ZERO);
        stage.tick(from);
        assertThat(stage.kpi("u", "2024-Q1").get(Count.NOT_STARTED)).isEqualTo(1);
    }

    @Test
    void aPeriodThatItsTaskNoLongerHasIsExtendedAndNotMoved() {
        // Given a quarter that is overdue
        stage.publish(task("t", quarterlyFrom(DAY), "u").build(), DAY);
        stage.tick(LocalDate.of(2024, 4, 3));
        int before = stage.alerts().size();

        // When its unit gets another deadline
        stage.publish(task("t", dueOn(LocalDate.of(2025, 6, 30)), "u").build(), LocalDate.of(2024, 4, 4));

        // Then
        assertThat(stage.alerts().subList(before, stage.alerts().size()))
                .extracting(
                        TaskAlert::getKind,
                        TaskAlert::getState,
                        TaskAlert::getClearedReason,
                        TaskAlert::getPeriod,
                        TaskAlert::getDaysOverdue)
                .containsExactlyInAnyOrder(
                        tuple("due-soon", AlertState.CLEARED, "extended", "2024-Q1", 4),
                        tuple("overdue", AlertState.CLEARED, "extended", "2024-Q1", 4));
    }

    private static Deadline quarterlyFrom(LocalDate from) {
        return Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.QUARTERLY)
                .setFrom(from)
                .build();
    }
}
