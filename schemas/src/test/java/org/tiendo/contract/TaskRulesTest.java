package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

class TaskRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 9, 30);
    private static final LocalDate FIRST_SEEN = LocalDate.of(2025, 2, 10);

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @Test
    void theReportOfAnAssignedUnitPasses() {
        assertThat(check(report().build(), once().build(), null)).isEmpty();
    }

    @Test
    void theFirstMistakeNamesTheRefusal() {
        // Given a report of another unit, of an unknown period, without a figure
        ProgressReport report = report().setUnitId("other").setPeriod("2025").build();
        ProgressReport ofThisUnit = report().setPeriod("2025").build();

        // Then
        assertThat(check(report, once().setCancelled(true).build(), Measure.COUNT))
                .contains(RefusalCode.TASK_CANCELLED);
        assertThat(check(report, once().build(), Measure.COUNT)).contains(RefusalCode.NOT_ASSIGNED);
        assertThat(check(ofThisUnit, once().build(), Measure.COUNT)).contains(RefusalCode.UNKNOWN_PERIOD);
        assertThat(check(report().build(), once().build(), Measure.COUNT)).contains(RefusalCode.MISSING_FIGURE);
    }

    @Test
    void aShareNeedsBothFiguresAndACountOne() {
        // Given
        ProgressReport half = report().setNumerator(3L).build();
        ProgressReport whole = report().setNumerator(3L).setDenominator(4L).build();

        // Then
        assertThat(check(half, once().build(), Measure.COUNT)).isEmpty();
        assertThat(check(half, once().build(), Measure.SHARE)).contains(RefusalCode.MISSING_FIGURE);
        assertThat(check(whole, once().build(), Measure.SHARE)).isEmpty();
    }

    @Test
    void aReportMaySpeakOfThePeriodThatBeginsTomorrow() {
        // Given
        TaskDefinition quarterly = recurring(null).build();

        // Then
        assertThat(check(report().setPeriod("2025-Q4").build(), quarterly, null))
                .isEmpty();
        assertThat(check(report().setPeriod("2026-Q1").build(), quarterly, null))
                .contains(RefusalCode.UNKNOWN_PERIOD);
        assertThat(check(report().setPeriod("2025").build(), quarterly, null)).contains(RefusalCode.UNKNOWN_PERIOD);
    }

    @Test
    void periodsBeginAsPrintedElseWithThePlanElseWhenTheTaskWasFirstSeen() {
        // Given
        LocalDate printed = LocalDate.of(2025, 5, 1);
        LocalDate issued = LocalDate.of(2024, 11, 30);

        // Then
        assertThat(TaskPeriods.of(recurring(printed).build(), issued, FIRST_SEEN)
                        .from())
                .isEqualTo(printed);
        assertThat(TaskPeriods.of(recurring(null).build(), issued, FIRST_SEEN).from())
                .isEqualTo(issued);
        assertThat(TaskPeriods.of(recurring(null).build(), null, FIRST_SEEN).from())
                .isEqualTo(FIRST_SEEN);
    }

    @Test
    void aTaskWithOneDeadlineHasOnePeriodWithoutAName() {
        TaskPeriods periods = TaskPeriods.of(once().build(), null, FIRST_SEEN);
        assertThat(periods.holding(TODAY)).isEmpty();
        assertThat(periods.has(TaskPeriods.ONLY, TODAY)).isTrue();
        assertThat(periods.has("2025", TODAY)).isFalse();
        assertThat(check(report().setPeriod("").build(), once().build(), null)).contains(RefusalCode.UNKNOWN_PERIOD);
    }

    private static Optional<RefusalCode> check(ProgressReport report, TaskDefinition task, @Nullable Measure measure) {
        return TaskRules.check(report, task, TaskPeriods.of(task, null, FIRST_SEEN), measure, TODAY);
    }

    private static ProgressReport.Builder report() {
        return ProgressReport.newBuilder()
                .setReportId("r")
                .setTaskId("t")
                .setUnitId("u")
                .setStatus(Status.DONE)
                .setAsOf(TODAY)
                .setReportedAt(Instant.parse("2025-09-30T03:00:00Z"));
    }

    private static TaskDefinition.Builder once() {
        return TaskDefinition.newBuilder()
                .setTaskId("t")
                .setPlanId("p")
                .setCategoryId("c")
                .setAssignments(List.of("u"));
    }

    private static TaskDefinition.Builder recurring(@Nullable LocalDate from) {
        return once().setDeadline(Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.QUARTERLY)
                .setFrom(from)
                .build());
    }
}
