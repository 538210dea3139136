package org.tiendo.producer.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class PublishedDefinitionsTest {
    private static final Instant NOW = Instant.parse("2025-10-01T03:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2025, 10, 1);

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @Test
    void theNewestSoundVersionHolds() {
        // When
        PublishedDefinitions published = new PublishedDefinitions.Builder()
                .task(task("t").setWeight(1).build(), "t", NOW)
                .task(task("t").setWeight(2).build(), "t", NOW)
                .task(task("t").setWeight(-3).build(), "t", NOW)
                .task(task("t").setWeight(4).build(), "another-key", NOW)
                .build();

        // Then
        assertThat(published.task("t").orElseThrow().getWeight()).isEqualTo(2);
        assertThat(published.task("another-key")).isEmpty();
    }

    @Test
    void aUnitsTasksComeByDueDayWithoutThoseCalledOff() {
        // Given
        PublishedDefinitions published = new PublishedDefinitions.Builder()
                .task(task("endless").build(), "endless", NOW)
                .task(task("later").setDeadline(due(TODAY.plusDays(9))).build(), "later", NOW)
                .task(task("sooner").setDeadline(due(TODAY)).build(), "sooner", NOW)
                .task(task("called-off").setCancelled(true).build(), "called-off", NOW)
                .task(task("others").setAssignments(List.of("v")).build(), "others", NOW)
                .build();

        // Then
        assertThat(published.tasksOf("u"))
                .extracting(TaskDefinition::getTaskId)
                .containsExactly("sooner", "later", "endless");
    }

    @Test
    void whatConcernsAUnitDoesNotTellWhoElseSharesATask() {
        // Given
        PublishedDefinitions published = new PublishedDefinitions.Builder()
                .task(task("owed").setAssignments(List.of("u", "v")).build(), "owed", NOW)
                .task(
                        task("helped")
                                .setAssignments(List.of("v"))
                                .setCooperating(List.of("w", "u"))
                                .build(),
                        "helped",
                        NOW)
                .task(task("others").setAssignments(List.of("v")).build(), "others", NOW)
                .build();

        // When
        PublishedDefinitions part = published.concerning("u"::equals);

        // Then
        assertThat(part.tasks()).extracting(TaskDefinition::getTaskId).containsExactly("owed", "helped");
        assertThat(part.task("owed").orElseThrow().getAssignments()).containsExactly("u");
        assertThat(part.task("helped").orElseThrow().getAssignments()).isEmpty();
        assertThat(part.task("helped").orElseThrow().getCooperating()).containsExactly("u");
        assertThat(published.task("owed").orElseThrow().getAssignments()).containsExactly("u", "v");
    }

    @Test
    void theTreeIsThatOfTheDay() {
        // Given
        PublishedDefinitions published = new PublishedDefinitions.Builder()
                .unit(unit("province"), "province")
                .unit(unit("district", new Placement("province", LocalDate.EPOCH)), "district")
                .unit(
                        unit("ward", new Placement("district", LocalDate.EPOCH), new Placement("province", TODAY)),
                        "ward")
                .build();

        // Then
        assertThat(published.ancestors("ward", TODAY.minusDays(1))).containsExactly("district", "province");
        assertThat(published.ancestors("ward", TODAY)).containsExactly("province");
        assertThat(published.ancestors("nobody", TODAY)).isEmpty();
    }

    @Test
    void aCycleOfUnitsEnds() {
        PublishedDefinitions published = new PublishedDefinitions.Builder()
                .unit(unit("a", new Placement("b", LocalDate.EPOCH)), "a")
                .unit(unit("b", new Placement("a", LocalDate.EPOCH)), "b")
                .build();
        assertThat(published.ancestors("a", TODAY)).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void aReportIsCheckedByItselfThenByItsTask() {
        // Given
        PublishedDefinitions published = new PublishedDefinitions.Builder()
                .task(task("t").build(), "t", NOW)
                .build();

        // Then
        assertThat(published.check(report("t").build(), NOW)).isEmpty();
        assertThat(published.check(report("t").setPercent(101).setUnitId("v").build(), NOW))
                .contains(RefusalCode.PERCENT_OUT_OF_RANGE);
        assertThat(published.check(report("t").setUnitId("v").build(), NOW)).contains(RefusalCode.NOT_ASSIGNED);
        assertThat(published.check(report("unknown").setUnitId("v").build(), NOW))
                .isEmpty();
    }

    @Test
    void theReportOfAnIndicatorNeedsItsFiguresOnceTheIndicatorIsKnown() {
        // Given
        TaskDefinition reporting = task("i").setIndicatorId("i").build();
        Indicator share = Indicator.newBuilder()
                .setIndicatorId("i")
                .setPlanId("p")
                .setCategoryId("c")
                .setMeasure(Measure.SHARE)
                .build();
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder().task(reporting, "i", NOW);

        // Then
        assertThat(published.build().check(report("i").build(), NOW)).isEmpty();
        assertThat(published.indicator(share, "i").build().check(report("i").build(), NOW))
                .contains(RefusalCode.MISSING_FIGURE);
    }

    @Test
    void periodsBeginWithThePlan() {
        // Given a quarterly task that was published this quarter, of a plan issued two quarters ago
        Deadline quarterly = Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.QUARTERLY)
                .build();
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder()
                .task(task("t").setDeadline(quarterly).build(), "t", NOW);
        ProgressReport ofLastQuarter = report("t").setPeriod("2025-Q3").build();

        // Then
        assertThat(published.build().check(ofLastQuarter, NOW)).contains(RefusalCode.UNKNOWN_PERIOD);
        Plan plan = Plan.newBuilder()
                .setPlanId("p")
                .setIssued(LocalDate.of(2025, 4, 1))
                .build();
        assertThat(published.plan(plan, "p").build().check(ofLastQuarter, NOW)).isEmpty();
    }

    private static TaskDefinition.Builder task(String id) {
        return TaskDefinition.newBuilder()
                .setTaskId(id)
                .setPlanId("p")
                .setCategoryId("c")
                .setAssignments(List.of("u"));
    }

    private static Deadline due(LocalDate day) {
        return Deadline.newBuilder().setKind(DeadlineKind.BY_DATE).setDue(day).build();
    }

    private static Unit unit(String id, Placement... placements) {
        return Unit.newBuilder()
                .setUnitId(id)
                .setPlacements(List.of(placements))
                .build();
    }

    private static ProgressReport.Builder report(String taskId) {
        return ProgressReport.newBuilder()
                .setReportId("r")
                .setTaskId(taskId)
                .setUnitId("u")
                .setStatus(Status.DONE)
                .setAsOf(TODAY)
                .setReportedAt(NOW);
    }
}
