package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.Source;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

class SilenceRulesTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final LocalDate ASSIGNED = LocalDate.of(2024, 1, 1);
    private static final LocalDate QUIET_UNTIL = ASSIGNED.plusDays(92);
    private static final LocalDate SILENT = ASSIGNED.plusDays(93);

    private final SilenceRules rules = new SilenceRules(AlertPolicy.USUAL);
    private final AssignmentState assignment = AssignmentState.newBuilder()
            .setTaskId("t")
            .setUnitId("u")
            .setActive(true)
            .setAssignedOn(ASSIGNED)
            .build();

    @ParameterizedTest
    @CsvSource({"ONGOING, true", "NONE, true", "FROM, true", "CONDITIONAL, false", "BY_DATE, true", "RECURRING, true"})
    void whatHasNoDueDayAndDoesNotSleepIsExpectedToBeHeardOf(DeadlineKind kind, boolean expected) {
        // Given kinds without a day, which makes the dated ones open-ended
        TaskState task = of(Deadline.newBuilder().setKind(kind).build());

        // Then
        assertThat(rules.silentFrom(task, assignment).isPresent()).isEqualTo(expected);
    }

    @Test
    void whatHasADueDayOrRecursIsNotSilent() {
        assertThat(rules.silentFrom(of(dueOn(SILENT.plusYears(1))), assignment)).isEmpty();
        assertThat(rules.silentFrom(of(monthly()), assignment)).isEmpty();
    }

    @Test
    void anIndicatorsReporterIsExpectedToBeHeardOfWhateverItsDeadline() {
        for (Deadline deadline : List.of(dueOn(SILENT.plusYears(1)), monthly(), ongoing())) {
            TaskState task = of(deadline);
            task.getDefinition().setIndicatorId("t");
            assertThat(rules.silentFrom(task, assignment)).contains(SILENT);
        }
    }

    @Test
    void silenceIsCountedFromTheLatestOfAssignmentWakingAndReport() {
        // Given
        TaskState from = of(Deadline.newBuilder()
                .setKind(DeadlineKind.FROM)
                .setFrom(ASSIGNED.plusDays(10))
                .build());

        // Then
        assertThat(rules.silentFrom(from, assignment)).contains(SILENT.plusDays(10));
        assignment.setHeardOn(ASSIGNED.plusDays(4));
        assertThat(rules.silentFrom(from, assignment)).contains(SILENT.plusDays(10));
        assignment.setHeardOn(ASSIGNED.plusDays(20));
        assertThat(rules.silentFrom(from, assignment)).contains(SILENT.plusDays(20));
    }

    @Test
    void aDoneTaskMayBeSilent() {
        AssignmentBook.occurrenceOf(assignment, "")
                .setWinner(report("r", "t", "u", Status.DONE, ASSIGNED).build());
        assertThat(rules.silentFrom(of(ongoing()), assignment)).isEmpty();
    }

    @Test
    void silenceIsRaisedOnceAndOnlyAReportEndsItAsReported() {
        // Given
        TaskState task = of(ongoing());
        assertThat(rules.update(task, assignment, QUIET_UNTIL)).isEmpty();

        // When
        TaskAlert raised = rules.update(task, assignment, SILENT).orElseThrow();

        // Then
        assertThat(raised.getAlertId()).isEqualTo("silent|t|u||null|1");
        assertThat(raised.getState()).isEqualTo(AlertState.RAISED);
        assertThat(rules.update(task, assignment, SILENT.plusYears(1))).isEmpty();
        assignment.setHeardOn(SILENT.plusYears(1));
        TaskAlert cleared = rules.update(task, assignment, SILENT.plusYears(1)).orElseThrow();
        assertThat(cleared.getAlertId()).isEqualTo(raised.getAlertId());
        assertThat(cleared.getClearedReason()).isEqualTo("reported");
        assertThat(assignment.getSilence()).isNull();
    }

    @Test
    void theNextSilenceIsAnotherEpisode() {
        // Given
        TaskState task = of(ongoing());
        rules.update(task, assignment, SILENT);
        assignment.setHeardOn(SILENT);
        rules.update(task, assignment, SILENT);

        // When
        TaskAlert next = rules.update(task, assignment, SILENT.plusDays(93)).orElseThrow();

        // Then
        assertThat(next.getAlertId()).isEqualTo("silent|t|u||null|2");
        assertThat(next.getEpisode()).isEqualTo(2);
    }

    @Test
    void aDueDayADropAndACancellationEndASilenceEachAsWhatItIs() {
        assertThat(reasonAfter(of(dueOn(SILENT.plusYears(1))), true)).isEqualTo("extended");
        assertThat(reasonAfter(of(ongoing()), false)).isEqualTo("moved");
        TaskState cancelled = of(ongoing());
        cancelled.getDefinition().setCancelled(true);
        assertThat(reasonAfter(cancelled, false)).isEqualTo("cancelled");
    }

    @Test
    void aPauseNeitherRaisesNorClearsASilence() {
        // Given
        TaskState paused = of(ongoing());
        paused.setPausedOn(ASSIGNED);

        // Then
        assertThat(rules.update(paused, assignment, SILENT)).isEmpty();
        rules.update(of(ongoing()), assignment, SILENT);
        assertThat(rules.update(paused, assignment, SILENT.plusDays(1))).isEmpty();
        assignment.setHeardOn(SILENT.plusDays(2));
        assertThat(rules.update(paused, assignment, SILENT.plusDays(2)))
                .get()
                .extracting(TaskAlert::getClearedReason)
                .isEqualTo("reported");
    }

    private String reasonAfter(TaskState task, boolean active) {
        AssignmentState silent = AssignmentState.newBuilder()
                .setTaskId("t")
                .setUnitId("u")
                .setActive(true)
                .setAssignedOn(ASSIGNED)
                .build();
        rules.update(of(ongoing()), silent, SILENT);
        silent.setActive(active);
        return rules.update(task, silent, SILENT.plusDays(1)).orElseThrow().getClearedReason();
    }

    private static TaskState of(Deadline deadline) {
        return TaskState.newBuilder()
                .setDefinition(task("t", deadline, "u").build())
                .setVersions(1)
                .setEverAssigned(List.of("u"))
                .setSource(new Source("tiendo.tasks", 0, 0L, Instant.EPOCH))
                .setDefinedOn(ASSIGNED)
                .build();
    }

    private static Deadline ongoing() {
        return Deadline.newBuilder().setKind(DeadlineKind.ONGOING).build();
    }

    private static Deadline monthly() {
        return Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.MONTHLY)
                .build();
    }
}
