package org.tiendo.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class SampleMembersTest {
    private final List<PlanCatalogue> printed = PlanCatalogue.bundled();
    private final List<PlanCatalogue> plans = SampleMembers.addedTo(printed);

    @Test
    void theIndicatorOf34WardsHas34Reporters() {
        // When
        TaskDefinition reporting = all(plans, PlanCatalogue::reportingTasks)
                .filter(task -> task.getTaskId().equals("thanh-hoa.i-02"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(reporting.getAssignments())
                .hasSize(34)
                .startsWith("thanh-hoa.mau-phuong-01")
                .endsWith("thanh-hoa.mau-phuong-34")
                .isEqualTo(unit("thanh-hoa.mau-phuong-xa").getMembers());
    }

    @Test
    void everyAddedUnitSaysInBothLanguagesThatItIsASample() {
        // When
        List<Unit> added = all(plans, PlanCatalogue::units)
                .filter(unit -> all(printed, PlanCatalogue::units)
                        .noneMatch(known -> known.getUnitId().equals(unit.getUnitId())))
                .toList();

        // Then
        assertThat(added).hasSize(35).allSatisfy(unit -> {
            assertThat(unit.getUnitId()).startsWith("thanh-hoa.mau-");
            assertThat(unit.getNameVi()).contains("mẫu").endsWith("(dữ liệu mẫu)");
            assertThat(unit.getNameEn()).startsWith("Sample").endsWith("(sample)");
            assertThat(unit.getKind()).isEqualTo("grassroots");
        });
        assertThat(unit("thanh-hoa.mau-phuong-07").getNameVi()).isEqualTo("Phường/xã mẫu 07 (dữ liệu mẫu)");
    }

    @Test
    void parentsStillComeBeforeTheirChildren() {
        for (PlanCatalogue plan : plans) {
            Set<String> seen = new HashSet<>();
            for (Unit unit : plan.units()) {
                // Then
                assertThat(unit.getPlacements()).allMatch(placement -> seen.contains(placement.getParentId()));
                seen.add(unit.getUnitId());
            }
        }
    }

    @Test
    void noTaskChangesHands() {
        // Then
        assertThat(all(plans, PlanCatalogue::tasks).map(Object::toString))
                .hasSize(601)
                .containsExactlyElementsOf(
                        all(printed, PlanCatalogue::tasks).map(Object::toString).toList());
        assertThat(all(plans, PlanCatalogue::indicators)).hasSize(14);
        assertThat(unit("thanh-hoa.phuong-xa").getMembers()).isEmpty();
    }

    @Test
    void aWardCountsItselfAndWhoPoolsThemKeepsThePrintedTarget() {
        // When
        Indicator indicator = all(plans, PlanCatalogue::indicators)
                .filter(each -> each.getIndicatorId().equals("thanh-hoa.i-02"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(indicator.getTargets())
                .extracting(target -> target.getScope() + " " + target.getMinimum() + " " + target.getDue())
                .containsExactlyInAnyOrder(
                        "grassroots 1.00 2022-12-31",
                        "thanh-hoa.dang-bo-truc-thuoc 34.00 2022-12-31",
                        "thanh-hoa.phuong-xa 34.00 2022-12-31",
                        "thanh-hoa.mau-phuong-xa 34.00 2022-12-31",
                        "thanh-hoa.thanh-uy 34.00 2022-12-31");
    }

    @Test
    void theOtherPlansStayAsTheyAre() {
        // Then
        assertThat(plans.subList(1, plans.size())).isEqualTo(printed.subList(1, printed.size()));
    }

    private Unit unit(String id) {
        return all(plans, PlanCatalogue::units)
                .filter(unit -> unit.getUnitId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static <T> Stream<T> all(List<PlanCatalogue> plans, Function<PlanCatalogue, List<T>> part) {
        return plans.stream().flatMap(plan -> part.apply(plan).stream());
    }
}
