package org.tiendo.producer.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tiendo.producer.plan.CollectiveUnits;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * Made-up members for the one indicator that counts many reporters: the plan of Thanh Hoa (line 131) wants a model run in
 * 34 of 34 wards and communes but names none of them. They hang under a collective unit of their own, which only this
 * indicator uses: the printed collective unit also owes a task, which must stay one. Every name says that it is a sample.
 */
public final class SampleMembers {
    static final String INDICATOR = "thanh-hoa.i-02";
    static final String COLLECTIVE = "thanh-hoa.mau-phuong-xa";
    static final int COUNT = 34;

    private static final String PRINTED_COLLECTIVE = "thanh-hoa.phuong-xa";
    private static final String MEMBER = "thanh-hoa.mau-phuong-";

    /** Each ward counts itself; the units above them keep the printed target. */
    private static final BigDecimal TARGET_OF_ONE = new BigDecimal("1.00");

    private SampleMembers() {}

    /** The same plans, with sample members where the indicator is among them. */
    public static List<PlanCatalogue> addedTo(List<PlanCatalogue> plans) {
        return plans.stream()
                .map(plan -> plan.indicators().stream().anyMatch(SampleMembers::isCounted) ? withMembers(plan) : plan)
                .toList();
    }

    private static boolean isCounted(Indicator indicator) {
        return indicator.getIndicatorId().equals(INDICATOR);
    }

    private static PlanCatalogue withMembers(PlanCatalogue plan) {
        Unit printed = plan.units().stream()
                .filter(unit -> unit.getUnitId().equals(PRINTED_COLLECTIVE))
                .findFirst()
                .orElseThrow();
        List<Unit> units = new ArrayList<>(plan.units());
        units.addAll(samples(printed));
        List<Indicator> indicators = plan.indicators().stream()
                .map(indicator ->
                        isCounted(indicator) ? targetedAtEach(indicator, printed.getKind(), units) : indicator)
                .toList();
        List<TaskDefinition> reportingTasks = plan.reportingTasks().stream()
                .map(task -> task.getTaskId().equals(INDICATOR) ? reportedByEach(task, units) : task)
                .toList();
        return new PlanCatalogue(plan.plan(), plan.rootUnit(), units, indicators, plan.tasks(), reportingTasks);
    }

    private static List<Unit> samples(Unit printed) {
        List<Unit> samples = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (int number = 1; number <= COUNT; number++) {
            String two = String.format("%02d", number);
            members.add(MEMBER + two);
            samples.add(Unit.newBuilder(printed)
                    .setUnitId(MEMBER + two)
                    .setNameVi("Phường/xã mẫu " + two + " (dữ liệu mẫu)")
                    .setNameEn("Sample ward " + two + " (sample)")
                    .setCollective(false)
                    .setPlacements(under(COLLECTIVE, printed))
                    .build());
        }
        samples.add(
                0,
                Unit.newBuilder(printed)
                        .setUnitId(COLLECTIVE)
                        .setNameVi("Các phường, xã mẫu (dữ liệu mẫu)")
                        .setNameEn("Sample wards and communes (sample)")
                        .setMembers(members)
                        .setPlacements(under(PRINTED_COLLECTIVE, printed))
                        .build());
        return samples;
    }

    private static List<Placement> under(String parent, Unit printed) {
        return List.of(new Placement(parent, printed.getPlacements().get(0).getFrom()));
    }

    private static Indicator targetedAtEach(Indicator indicator, String kind, List<Unit> units) {
        List<Target> targets = indicator.getTargets().stream()
                .flatMap(target -> target.getScope().equals(kind) ? each(target, units) : Stream.of(target))
                .toList();
        return Indicator.newBuilder(indicator).setTargets(targets).build();
    }

    private static Stream<Target> each(Target target, List<Unit> units) {
        Stream<Target> pooled = units.stream()
                .filter(unit -> unit.getCollective() && unit.getKind().equals(target.getScope()))
                .map(unit ->
                        Target.newBuilder(target).setScope(unit.getUnitId()).build());
        return Stream.concat(
                Stream.of(Target.newBuilder(target).setMinimum(TARGET_OF_ONE).build()), pooled);
    }

    private static TaskDefinition reportedByEach(TaskDefinition task, List<Unit> units) {
        return TaskDefinition.newBuilder(task)
                .setAssignments(CollectiveUnits.among(units).spellOut(List.of(COLLECTIVE)))
                .build();
    }
}
