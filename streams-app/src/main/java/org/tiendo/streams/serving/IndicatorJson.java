package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Counts;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.streams.kpi.IndicatorView;
import org.tiendo.streams.kpi.TargetChoice;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.RowMeta;
import org.tiendo.v1.Unit;

/** One indicator's rows as the API writes them: those of the indicator topic without their coordinates. */
final class IndicatorJson {
    private static final List<String> COORDINATES = List.of("unitId", "meta");

    static final Columns COLUMNS = Columns.of(IndicatorRow.getClassSchema()).without(COORDINATES);

    private final Indicator definition;
    private final @Nullable LocalDate planIssued;
    private final RowMeta meta;

    /** @throws NotReady when no clock has been heard: an indicator is judged on a day */
    IndicatorJson(Reads reads, IndicatorState indicator, Moment moment) {
        if (moment.clock() == null) {
            throw new NotReady("the business clock has not been heard from every partition");
        }
        this.definition = indicator.getDefinition();
        this.planIssued = reads.plan(definition.getPlanId())
                .map(PlanState::getPlan)
                .map(plan -> plan.getIssued())
                .orElse(null);
        this.meta = new RowMeta(moment.dataThrough(), moment.clock(), moment.treeVersion());
    }

    /** Over the subtree of a unit, against the target that the unit is held to. */
    ObjectNode row(Unit unit, Counts counts) {
        return row(unit.getUnitId(), unit.getKind(), counts);
    }

    /** Over everything, against the target of all. */
    ObjectNode overEverything(Counts counts) {
        return row(TargetChoice.EVERYONE, TargetChoice.EVERYONE, counts);
    }

    private ObjectNode row(String unitId, String kind, Counts counts) {
        IndicatorRow row = new IndicatorView(definition, planIssued, unitId, kind).row(counts, meta);
        return ContractJson.toJson(row).remove(COORDINATES);
    }
}
