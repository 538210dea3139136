package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class DefinitionRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 10, 1);

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @ParameterizedTest
    @EnumSource(
            value = DeadlineKind.class,
            names = {"BY_DATE", "BY_MONTH", "BY_QUARTER", "BY_YEAR", "RANGE", "FROM", "RECURRING"})
    void aDeadlineHasWhatItsKindNeeds(DeadlineKind kind) {
        // Given
        Deadline bare = Deadline.newBuilder().setKind(kind).build();
        Deadline whole = Deadline.newBuilder()
                .setKind(kind)
                .setFrom(TODAY.minusDays(3))
                .setDue(TODAY)
                .setRecurrence(kind == DeadlineKind.RECURRING ? Recurrence.ANNUAL : Recurrence.NONE)
                .build();

        // Then
        assertThat(codeOf(task().setDeadline(bare))).isEqualTo("BAD_DEFINITION");
        assertThat(codeOf(task().setDeadline(whole))).isEmpty();
    }

    @Test
    void aRangeDoesNotBeginAfterItIsDue() {
        assertThat(codeOf(task().setDeadline(Deadline.newBuilder()
                        .setKind(DeadlineKind.RANGE)
                        .setFrom(TODAY.plusDays(1))
                        .setDue(TODAY)
                        .build())))
                .isEqualTo("BAD_DEFINITION");
    }

    @Test
    void idsComeBeforeTheKeyAndTheKeyBeforeTheRest() {
        assertThat(codeOf(task().setAssignments(List.of("a b")).setWeight(-1))).isEqualTo("BAD_ID");
        assertThat(codeOf(task().setTaskId("other").setWeight(-1))).isEqualTo("KEY_MISMATCH");
        assertThat(codeOf(task().setWeight(-1))).isEqualTo("BAD_DEFINITION");
    }

    @Test
    void everyIdOfAUnitAndOfAPlanIsChecked() {
        // Given
        Unit unit = Unit.newBuilder()
                .setUnitId("u")
                .setPlacements(List.of(new Placement("a|b", TODAY)))
                .build();
        Plan withoutIssuer = Plan.newBuilder().setPlanId("p").build();
        Plan withBadIssuer = Plan.newBuilder().setPlanId("p").setIssuerId("a/b").build();

        // Then
        assertThat(DefinitionRules.flawOf(unit, "u").orElseThrow().code()).isEqualTo("BAD_ID");
        assertThat(DefinitionRules.flawOf(withoutIssuer, "p")).isEmpty();
        assertThat(DefinitionRules.flawOf(withBadIssuer, "p").orElseThrow().code())
                .isEqualTo("BAD_ID");
    }

    private static String codeOf(TaskDefinition.Builder task) {
        return DefinitionRules.flawOf(task.build(), "t", TODAY)
                .map(DefinitionRules.Flaw::code)
                .orElse("");
    }

    private static TaskDefinition.Builder task() {
        return TaskDefinition.newBuilder()
                .setTaskId("t")
                .setPlanId("p")
                .setCategoryId("c")
                .setAssignments(List.of("u"));
    }
}
