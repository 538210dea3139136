package org.tiendo.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class PlanMappingTest {
    private static final String CATALOGUE = """
            plan: {id: p, number: null, title_vi: P, title_en: P, issuer: root, issued: '2023-05-04', implements: [], source: d.txt}
            units:
              - {id: root, name_vi: R, name_en: R, parent: null, kind: party-committee}
              - {id: wards, name_vi: W, name_en: W, parent: root, kind: grassroots, collective: true, members: [w-2, w-1]}
              - {id: w-1, name_vi: W1, name_en: W1, parent: wards, kind: grassroots, code: '00123', opened: '2025-07-01'}
              - {id: w-2, name_vi: W2, name_en: W2, parent: wards, kind: grassroots, closed: '2025-06-30'}
              - {id: boards, name_vi: B, name_en: B, parent: root, kind: party-board, collective: true}
            indicators:
              - {id: i-1, category: c, measure: count, name_vi: I, name_en: I, numerator_en: n, denominator_en: null,
                 floor: 2, stretch: null, due: null, from: null, recurrence: annual, scope: all, line: 1,
                 reporters: [w-1, wards, boards]}
              - {id: i-2, category: c, measure: count, name_vi: I, name_en: I, numerator_en: n, denominator_en: null,
                 floor: 2, stretch: null, due: null, from: '2024-01-01', recurrence: annual, scope: all, line: 1}
            tasks:
              - id: t-wards
                unit: wards
                cooperating: [boards, wards]
                category: c
                title_vi: T
                title_en: T
                deadline: {kind: annual, due: null, from: null, recurrence: annual, condition_en: null, text: null}
                line: 2
              - id: t-boards
                unit: boards
                category: c
                title_vi: T
                title_en: T
                deadline: {kind: annual, due: null, from: '2025', recurrence: annual, condition_en: null, text: null}
                line: 3
              - id: t-once
                unit: root
                category: c
                title_vi: T
                title_en: T
                deadline: {kind: ongoing, due: null, from: null, recurrence: none, condition_en: null, text: null}
                line: 4
            """;

    private final PlanCatalogue plan = catalogue();

    @Test
    void aTaskOfACollectiveUnitIsOwedByEachOfItsMembers() {
        // Then
        assertThat(definition("t-wards").getAssignments()).containsExactly("w-2", "w-1");
        assertThat(definition("t-wards").getCooperating()).containsExactly("boards", "wards");
    }

    @Test
    void aCollectiveUnitWithoutMembersOwesItsTaskItself() {
        // Then
        assertThat(definition("t-boards").getAssignments()).containsExactly("boards");
    }

    @Test
    void reportersAreSpelledOutInOrderAndNamedOnce() {
        // Then
        assertThat(definition("i-1").getAssignments()).containsExactly("w-1", "w-2", "boards");
    }

    @Test
    void whatRecursBeginsWithThePlanUnlessItSaysOtherwise() {
        // Then
        assertThat(deadline("i-1").getFrom()).isEqualTo(LocalDate.of(2023, 5, 4));
        assertThat(deadline("i-2").getFrom()).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(deadline("t-wards").getFrom()).isEqualTo(LocalDate.of(2023, 5, 4));
        assertThat(deadline("t-boards").getFrom()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(deadline("t-once").getFrom()).isNull();
    }

    @Test
    void aUnitKeepsItsMembersCodeAndDays() {
        // Then
        assertThat(unit("wards").getMembers()).containsExactly("w-2", "w-1");
        assertThat(unit("w-1").getCode()).isEqualTo("00123");
        assertThat(unit("w-1").getOpened()).isEqualTo(LocalDate.of(2025, 7, 1));
        assertThat(unit("w-1").getClosed()).isNull();
        assertThat(unit("w-2").getClosed()).isEqualTo(LocalDate.of(2025, 6, 30));
    }

    private static PlanCatalogue catalogue() {
        try {
            return PlanCatalogue.of(
                    PlanFile.read(new ByteArrayInputStream(CATALOGUE.getBytes(StandardCharsets.UTF_8)), "plan.yaml"),
                    Set.of("c"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Deadline deadline(String id) {
        return definition(id).getDeadline();
    }

    private TaskDefinition definition(String id) {
        List<TaskDefinition> found = plan.definitions().stream()
                .filter(task -> task.getTaskId().equals(id))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private Unit unit(String id) {
        return plan.units().stream()
                .filter(unit -> unit.getUnitId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
