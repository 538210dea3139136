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
import org.tiendo.contract.TrustedClasses;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** Silence on what has no due day: 93 days after a unit was last heard of, whatever the clock jumps over. */
class SilenceTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final LocalDate SILENT = DAY.plusDays(93);
    private static final Deadline ONGOING =
            Deadline.newBuilder().setKind(DeadlineKind.ONGOING).build();

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anOngoingTaskThatIsNotHeardOfIsSilentOnTheNinetyThirdDay() {
        // Given
        stage.publish(task("t", ONGOING, "u").build(), DAY);
        stage.tick(SILENT.minusDays(1));
        assertThat(stage.alerts()).isEmpty();
        assertThat(stage.kpi("u", "ongoing").get(Count.SILENT)).isZero();

        // When
        stage.tick(SILENT.plusYears(1));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getRaisedOn, TaskAlert::getDue)
                .containsExactly(tuple("silent|t|u||null|1", AlertState.RAISED, SILENT, null));
        assertThat(stage.kpi("u", "ongoing").get(Count.SILENT)).isEqualTo(1);
    }

    @Test
    void aReportClearsItAndTheNextSilenceIsTheNextEpisode() {
        // Given
        stage.publish(task("t", ONGOING, "u").build(), DAY);
        LocalDate heard = SILENT.plusDays(10);
        stage.tick(heard);

        // When
        stage.report(report("r", "t", "u", Status.IN_PROGRESS, DAY).build(), heard);
        assertThat(stage.kpi("u", "ongoing").get(Count.SILENT)).isZero();
        stage.tick(heard.plusDays(93));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getClearedReason)
                .containsExactly(
                        tuple("silent|t|u||null|1", AlertState.RAISED, null),
                        tuple("silent|t|u||null|1", AlertState.CLEARED, "reported"),
                        tuple("silent|t|u||null|2", AlertState.RAISED, null));
    }

    @Test
    void aRefusedReportOrADuplicateBreaksNoSilence() {
        // Given
        stage.publish(task("t", ONGOING, "u").build(), DAY);
        stage.report(report("r", "t", "u", Status.IN_PROGRESS, DAY).build(), DAY);

        // When
        LocalDate later = DAY.plusDays(50);
        stage.report(report("r", "t", "u", Status.IN_PROGRESS, DAY).build(), later);
        stage.report(report("x", "t", "u", Status.DONE, later).setPercent(101).build(), later);
        stage.tick(SILENT);

        // Then
        assertThat(stage.alerts()).extracting(TaskAlert::getRaisedOn).containsExactly(SILENT);
    }

    @Test
    void neitherDoneNorDatedNorSleepingTasksAreSilent() {
        // Given
        stage.publish(task("done", ONGOING, "u").build(), DAY);
        stage.report(report("r", "done", "u", Status.DONE, DAY).build(), DAY);
        stage.publish(task("dated", dueOn(DAY.plusYears(9)), "u").build(), DAY);
        Deadline waiting =
                Deadline.newBuilder().setKind(DeadlineKind.CONDITIONAL).build();
        stage.publish(task("sleeping", waiting, "u").build(), DAY);

        // When
        stage.tick(DAY.plusYears(5));

        // Then
        assertThat(stage.alerts()).isEmpty();
    }

    @Test
    void whatBeginsLaterIsSilentFromItsBeginningOn() {
        // Given
        Deadline from = Deadline.newBuilder()
                .setKind(DeadlineKind.FROM)
                .setFrom(DAY.plusDays(100))
                .build();
        stage.publish(task("t", from, "u").build(), DAY);

        // When
        stage.tick(DAY.plusYears(5));

        // Then
        assertThat(stage.alerts()).extracting(TaskAlert::getRaisedOn).containsExactly(SILENT.plusDays(100));
    }

    @Test
    void aDropAndACancellationClearItAndAReturnCountsAnew() {
        // Given
        stage.publish(task("t", ONGOING, "a", "b").build(), DAY);
        stage.tick(SILENT);

        // When one is dropped, the task is cancelled, and then both owe it again
        stage.publish(task("t", ONGOING, "b").build(), SILENT.plusDays(1));
        stage.publish(task("t", ONGOING, "b").setCancelled(true).build(), SILENT.plusDays(2));
        stage.publish(task("t", ONGOING, "a", "b").build(), SILENT.plusDays(3));
        stage.tick(SILENT.plusDays(3 + 93));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getClearedReason)
                .containsExactly(
                        tuple("silent|t|a||null|1", AlertState.RAISED, null),
                        tuple("silent|t|b||null|1", AlertState.RAISED, null),
                        tuple("silent|t|a||null|1", AlertState.CLEARED, "moved"),
                        tuple("silent|t|b||null|1", AlertState.CLEARED, "cancelled"),
                        tuple("silent|t|a||null|2", AlertState.RAISED, null),
                        tuple("silent|t|b||null|2", AlertState.RAISED, null));
    }

    @Test
    void aDueDayEndsTheSilenceAsExtended() {
        // Given
        stage.publish(task("t", ONGOING, "u").build(), DAY);
        stage.tick(SILENT);

        // When
        stage.publish(task("t", dueOn(SILENT.plusYears(1)), "u").build(), SILENT.plusDays(1));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getState, TaskAlert::getClearedReason)
                .containsExactly(tuple(AlertState.RAISED, null), tuple(AlertState.CLEARED, "extended"));
    }

    @Test
    void undoingDoneLetsAUnitFallSilentAgain() {
        // Given
        stage.publish(task("t", ONGOING, "u").build(), DAY);
        stage.report(report("r1", "t", "u", Status.DONE, DAY).build(), DAY);
        stage.tick(DAY.plusYears(1));

        // When
        LocalDate undone = DAY.plusYears(1).plusDays(1);
        stage.report(report("r2", "t", "u", Status.BLOCKED, undone).build(), undone);
        stage.tick(undone.plusDays(93));

        // Then
        assertThat(stage.alerts()).extracting(TaskAlert::getRaisedOn).containsExactly(undone.plusDays(93));
    }
}
