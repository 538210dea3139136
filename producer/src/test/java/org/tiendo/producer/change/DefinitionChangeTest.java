package org.tiendo.producer.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.change.DefinitionChange.Cancellation;
import org.tiendo.producer.change.DefinitionChange.Extension;
import org.tiendo.producer.change.DefinitionChange.Pause;
import org.tiendo.producer.change.DefinitionChange.Reassignment;
import org.tiendo.producer.change.DefinitionChange.Resumption;
import org.tiendo.producer.change.DefinitionChange.Trigger;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;

class DefinitionChangeTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 7, 1);
    private static final LocalDate MONDAY = LocalDate.of(2025, 6, 2);
    private static final Signature SIGNED = new Signature("lan", "CV 12/2025");

    /** Works from Monday to Friday, and not on 5 June 2025. */
    private static final WorkingCalendar CALENDAR = WorkingCalendar.of(
            "test",
            List.of(2025),
            WorkingCalendar.SATURDAY_AND_SUNDAY,
            List.of(LocalDate.of(2025, 6, 5)),
            List.<LocalDate>of());

    static {
        TrustedClasses.addContracts();
    }

    @Test
    void everyVersionSaysWhoMadeItAndWhy() {
        // When
        TaskDefinition next = changed(task(due(DeadlineKind.BY_DATE)), new Cancellation());

        // Then
        assertThat(next.getChangedBy()).isEqualTo("lan");
        assertThat(next.getChangeReason()).isEqualTo("CV 12/2025");
        assertThat(next.getCancelled()).isTrue();
    }

    @Test
    void aReasonThatWasNotGivenIsNotTakenFromTheVersionBefore() {
        // Given
        TaskDefinition before = changed(task(due(DeadlineKind.BY_DATE)), new Pause());

        // When
        TaskDefinition next = DefinitionChange.nextVersion(
                before, new Reassignment(List.of(), List.of("u-2"), List.of()), new Signature(" minh ", null), TODAY);

        // Then
        assertThat(next.getChangedBy()).isEqualTo("minh");
        assertThat(next.getChangeReason()).isNull();
    }

    @Test
    void nobodyChangesATaskNamelesslyOrForABlankReason() {
        // Then
        assertThatThrownBy(() -> new Signature(" ", "r")).hasMessageContaining("--by WHO");
        assertThatThrownBy(() -> new Signature("lan", " ")).hasMessageContaining("--reason TEXT");
    }

    @Test
    void whatIsNotChangedStays() {
        // Given
        TaskDefinition before = task(due(DeadlineKind.BY_QUARTER).setText("Quý II/2025"));

        // When
        TaskDefinition next = changed(before, extension("2025-12-31"));

        // Then
        assertThat(Differences.between(before, next)).containsExactly("due: 2025-06-30 -> 2025-12-31");
    }

    @Test
    void aConditionalTaskIsTriggeredOnADay() {
        // When
        TaskDefinition next = changed(task(conditional()), trigger("2025-06-02", null));

        // Then
        assertThat(next.getDeadline().getTriggeredOn()).isEqualTo(MONDAY);
        assertThat(next.getDeadline().getWorkingDaysAfterTrigger()).isEqualTo(5);
        assertThat(DueDay.of(next.getDeadline(), CALENDAR)).isEqualTo(LocalDate.of(2025, 6, 10));
    }

    @Test
    void aDueDayGivenWithTheTriggerHoldsInsteadOfOneCountedInWorkingDays() {
        // When
        TaskDefinition next = changed(task(conditional()), trigger("2025-06-02", "2025-08-31"));

        // Then
        assertThat(next.getDeadline().getWorkingDaysAfterTrigger()).isNull();
        assertThat(DueDay.of(next.getDeadline(), CALENDAR)).isEqualTo(LocalDate.of(2025, 8, 31));
    }

    @Test
    void aDueDayThatStandsInTheDefinitionHoldsFromTheTriggerOn() {
        // Given
        Deadline.Builder waiting =
                Deadline.newBuilder().setKind(DeadlineKind.CONDITIONAL).setDue(LocalDate.of(2025, 9, 30));

        // Then
        assertThat(DueDay.of(waiting.build(), CALENDAR)).isNull();
        assertThat(DueDay.of(changed(task(waiting), trigger("2025-06-02", null)).getDeadline(), CALENDAR))
                .isEqualTo(LocalDate.of(2025, 9, 30));
    }

    @ParameterizedTest
    @EnumSource(value = DeadlineKind.class, mode = EnumSource.Mode.EXCLUDE, names = "CONDITIONAL")
    void onlyAConditionalTaskIsTriggered(DeadlineKind kind) {
        // Then
        refused(task(due(kind)), trigger("2025-06-02", null), "only a CONDITIONAL task waits");
    }

    @Test
    void noConditionIsMetTomorrow() {
        // Then
        refused(task(conditional()), trigger("2025-07-02", null), "2025-07-02 lies ahead, today is 2025-07-01");
        assertThat(changed(task(conditional()), trigger("2025-07-01", null))).isNotNull();
    }

    @Test
    void nothingIsDueBeforeItsTrigger() {
        // Then
        refused(task(conditional()), trigger("2025-06-02", "2025-06-01"), "before its trigger on 2025-06-02");
        refused(
                task(conditional().setTriggeredOn(MONDAY)),
                extension("2025-06-01"),
                "before its trigger on 2025-06-02");
    }

    @Test
    void aTriggerIsCorrectedButNotRepeated() {
        // Given
        TaskDefinition triggered = task(conditional().setTriggeredOn(MONDAY));

        // Then
        refused(triggered, trigger("2025-06-02", null), "triggered on 2025-06-02 already");
        assertThat(changed(triggered, trigger("2025-06-03", null)).getDeadline().getTriggeredOn())
                .isEqualTo(LocalDate.of(2025, 6, 3));
        assertThat(changed(triggered, trigger("2025-06-02", "2025-08-01"))
                        .getDeadline()
                        .getDue())
                .isEqualTo(LocalDate.of(2025, 8, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"BY_DATE", "BY_MONTH", "BY_QUARTER", "BY_YEAR", "RANGE"})
    void anExtensionMovesTheDueDayAndLeavesTheKindAndTheFirstDueDay(DeadlineKind kind) {
        // Given
        LocalDate first = LocalDate.of(2025, 3, 31);

        // When
        Deadline plain = changed(task(due(kind)), extension("2025-12-31")).getDeadline();
        Deadline known = changed(task(due(kind).setOriginalDue(first)), extension("2025-12-31"))
                .getDeadline();

        // Then
        assertThat(plain.getDue()).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(plain.getKind()).isEqualTo(kind);
        assertThat(plain.getOriginalDue()).isNull();
        assertThat(known.getOriginalDue()).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECURRING", "FROM", "ONGOING", "NONE"})
    void whatHasNoDueDayIsNotExtended(DeadlineKind kind) {
        // Then
        refused(task(due(kind)), extension("2025-12-31"), "no due day to extend (its deadline is " + kind + ")");
    }

    @Test
    void theSameDayIsNoExtension() {
        // Then
        refused(task(due(DeadlineKind.BY_DATE)), extension("2025-06-30"), "due on 2025-06-30 already");
        refused(task(conditional().setTriggeredOn(MONDAY)), extension("2025-06-10"), "due on 2025-06-10 already");
    }

    @Test
    void aConditionalTaskIsExtendedOnceItIsTriggeredAndThenNoMoreCountedInWorkingDays() {
        // When
        Deadline extended = changed(task(conditional().setTriggeredOn(MONDAY)), extension("2025-07-31"))
                .getDeadline();

        // Then
        assertThat(DueDay.of(extended, CALENDAR)).isEqualTo(LocalDate.of(2025, 7, 31));
        refused(task(conditional()), extension("2025-07-31"), "trigger it first");
        refused(
                task(Deadline.newBuilder().setKind(DeadlineKind.CONDITIONAL).setTriggeredOn(MONDAY)),
                extension("2025-07-31"),
                "no due day to extend");
    }

    @Test
    void aRangeIsNotDueBeforeItBegins() {
        // Then
        refused(
                task(due(DeadlineKind.RANGE).setFrom(LocalDate.of(2025, 5, 1))),
                extension("2025-04-30"),
                "its range begins on 2025-05-01, after the due day 2025-04-30");
    }

    @Test
    void aPausedTaskIsResumedWithTheDueDayItHadOrAnother() {
        // Given
        TaskDefinition paused = changed(task(due(DeadlineKind.BY_DATE)), new Pause());

        // When
        TaskDefinition resumed = changed(paused, new Resumption(null));
        TaskDefinition later = changed(paused, new Resumption(new Extension(LocalDate.of(2025, 9, 30), CALENDAR)));

        // Then
        assertThat(paused.getPaused()).isTrue();
        assertThat(resumed.getPaused()).isFalse();
        assertThat(resumed.getDeadline().getDue()).isEqualTo(LocalDate.of(2025, 6, 30));
        assertThat(later.getPaused()).isFalse();
        assertThat(later.getDeadline().getDue()).isEqualTo(LocalDate.of(2025, 9, 30));
        refused(paused, new Pause(), "paused already");
        refused(resumed, new Resumption(null), "is not paused");
    }

    @Test
    void aCancelledTaskIsNotChangedAnyMore() {
        // Given
        TaskDefinition cancelled = changed(task(due(DeadlineKind.BY_DATE)), new Cancellation());

        // Then
        for (DefinitionChange change :
                List.of(new Cancellation(), new Pause(), extension("2025-12-31"), reassignment("u-3", "", ""))) {
            refused(cancelled, change, "it is cancelled");
        }
    }

    @Test
    void unitsAreReplacedAddedAndDropped() {
        // Given
        TaskDefinition before = task(due(DeadlineKind.BY_DATE));

        // Then
        assertThat(changed(before, reassignment("u-3 u-4", "", "")).getAssignments())
                .containsExactly("u-3", "u-4");
        assertThat(changed(before, reassignment("", "u-2 u-3", "")).getAssignments())
                .containsExactly("u-1", "u-2", "u-3");
        assertThat(changed(before, reassignment("", "u-2", "u-1")).getAssignments())
                .containsExactly("u-2");
    }

    @Test
    void aReassignmentThatFitsNothingIsRefused() {
        // Given
        TaskDefinition before = task(due(DeadlineKind.BY_DATE));

        // Then
        refused(before, reassignment("u-1", "", ""), "owed by u-1 already");
        refused(before, reassignment("", "u-1", ""), "u-1 owes it already");
        refused(before, reassignment("", "", "u-2"), "u-2 does not owe it; it is owed by u-1");
        refused(before, reassignment("", "", "u-1"), "cancel it instead");
        refused(before, reassignment("", "a/b", ""), "'a/b' is not an id");
    }

    private static TaskDefinition changed(TaskDefinition before, DefinitionChange change) {
        return DefinitionChange.nextVersion(before, change, SIGNED, TODAY);
    }

    private static void refused(TaskDefinition before, DefinitionChange change, String why) {
        assertThatThrownBy(() -> changed(before, change))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("t-1: ")
                .hasMessageContaining(why);
    }

    private static Trigger trigger(String on, @Nullable String due) {
        return new Trigger(LocalDate.parse(on), due == null ? null : LocalDate.parse(due), TODAY);
    }

    private static Extension extension(String due) {
        return new Extension(LocalDate.parse(due), CALENDAR);
    }

    private static Reassignment reassignment(String only, String added, String dropped) {
        return new Reassignment(words(only), words(added), words(dropped));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static Deadline.Builder conditional() {
        return Deadline.newBuilder()
                .setKind(DeadlineKind.CONDITIONAL)
                .setCondition("the decree")
                .setWorkingDaysAfterTrigger(5);
    }

    /** A deadline that has everything a kind may need. */
    private static Deadline.Builder due(DeadlineKind kind) {
        return Deadline.newBuilder()
                .setKind(kind)
                .setDue(LocalDate.of(2025, 6, 30))
                .setFrom(LocalDate.of(2025, 1, 1))
                .setRecurrence(Recurrence.ANNUAL);
    }

    private static TaskDefinition task(Deadline.Builder deadline) {
        return TaskDefinition.newBuilder()
                .setTaskId("t-1")
                .setPlanId("p")
                .setCategoryId("c")
                .setTitleVi("Việc")
                .setAssignments(List.of("u-1"))
                .setDeadline(deadline.build())
                .build();
    }
}
