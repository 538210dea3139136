package org.tiendo.streams.serving;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.streams.kpi.TargetChoice;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * Leaves out of records the units that a caller does not see. What is left names no other units than those seen and, as
 * places in the tree, those they stand under today. Records are copied: others read the same ones.
 */
record Redaction(Sight sight) {

    /** The tree under the caller's unit. */
    UnitTree tree() {
        return sight.everything().cutTo(sight.topId(), node -> new UnitTree.Node(unit(node.unit()), node.path()));
    }

    private Unit unit(Unit unit) {
        String unitId = unit.getUnitId();
        if (namesOnlySeen(unit)) {
            return unit;
        }
        Unit shown = copy(unit, new Unit());
        shown.setMembers(sight.seenOf(unit.getMembers()));
        shown.setPlacements(unit.getPlacements().stream()
                .filter(placement -> mayName(placement, unitId))
                .toList());
        shown.setSuccessors(unit.getSuccessors().stream()
                .filter(successor -> sight.sees(successor.getUnitId()))
                .toList());
        return shown;
    }

    private boolean namesOnlySeen(Unit unit) {
        return unit.getMembers().stream().allMatch(sight::sees)
                && unit.getPlacements().stream().allMatch(placement -> mayName(placement, unit.getUnitId()))
                && unit.getSuccessors().stream().allMatch(successor -> sight.sees(successor.getUnitId()));
    }

    private boolean mayName(Placement placement, String unitId) {
        String parent = placement.getParentId();
        return parent == null || sight.mayName(parent, unitId);
    }

    TaskState task(TaskState task) {
        TaskState shown = copy(task, new TaskState());
        shown.setDefinition(definition(task.getDefinition()));
        shown.setEverAssigned(sight.seenOf(task.getEverAssigned()));
        return shown;
    }

    TaskVersion version(TaskVersion version) {
        TaskVersion shown = copy(version, new TaskVersion());
        shown.setDefinition(definition(version.getDefinition()));
        return shown;
    }

    private TaskDefinition definition(TaskDefinition definition) {
        TaskDefinition shown = copy(definition, new TaskDefinition());
        shown.setAssignments(sight.seenOf(definition.getAssignments()));
        shown.setCooperating(sight.seenOf(definition.getCooperating()));
        return shown;
    }

    /** An escalated alert tells whom it went to, which is a unit above. */
    TaskAlert alert(TaskAlert alert) {
        String told = alert.getEscalatedTo();
        if (told == null || sight.mayName(told, alert.getUnitId())) {
            return alert;
        }
        TaskAlert shown = copy(alert, new TaskAlert());
        shown.setEscalatedTo(null);
        return shown;
    }

    /** Targets of other units are theirs to know; those of all units and of a kind are everybody's. */
    IndicatorState indicator(IndicatorState indicator) {
        Indicator definition = copy(indicator.getDefinition(), new Indicator());
        definition.setTargets(definition.getTargets().stream()
                .filter(target -> sight.isScopeSeen(target.getScope(), TargetChoice.EVERYONE))
                .toList());
        IndicatorState shown = copy(indicator, new IndicatorState());
        shown.setDefinition(definition);
        return shown;
    }

    PlanState plan(PlanState plan) {
        String issuer = plan.getPlan().getIssuerId();
        if (sight.mayName(issuer, sight.topId())) {
            return plan;
        }
        Plan definition = copy(plan.getPlan(), new Plan());
        definition.setIssuerId("");
        PlanState shown = copy(plan, new PlanState());
        shown.setPlan(definition);
        return shown;
    }

    List<TaskAlert> alerts(List<TaskAlert> alerts) {
        return alerts.stream()
                .filter(alert -> sight.sees(alert.getUnitId()))
                .map(this::alert)
                .toList();
    }

    /** A copy that shares its parts with the record. */
    private static <T extends SpecificRecord> T copy(T record, T empty) {
        for (int field = 0; field < record.getSchema().getFields().size(); field++) {
            empty.put(field, record.get(field));
        }
        return empty;
    }
}
