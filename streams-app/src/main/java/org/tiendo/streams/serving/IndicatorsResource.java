package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;

/** The indicators of one unit's subtree, each against its target. */
final class IndicatorsResource implements Resource {
    @Override
    public List<Route> routes() {
        return List.of(Route.list("/units/{id}/indicators", this::answer));
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        UnitTree.Node unit = UnitsResource.known(reads.tree(moment), query.pathId("id"));
        String unitId = unit.unit().getUnitId();
        Map<String, Counts> cells = reads.subtreeIndicators(unitId).orElsewhere();
        Stream<Page.Row> rows = cells.entrySet().stream()
                .filter(cell -> isReportedOn(cell.getValue()))
                .flatMap(cell -> row(reads, moment, unit, cell.getKey(), cell.getValue()).stream()
                        .map(json -> new Page.Row(cell.getKey(), json)));
        Page page = Page.cut(query, rows, Comparator.naturalOrder());
        return new Answer.Many(
                Json.object().put("unit", unitId), IndicatorJson.COLUMNS, page, Json.object(), Meta.complete(moment));
    }

    /** Empty for a cell whose definition has not come yet: it is not an indicator before. */
    private static Optional<ObjectNode> row(
            Reads reads, Moment moment, UnitTree.Node unit, String indicatorId, Counts counts) {
        return reads.indicator(indicatorId)
                .map(indicator -> new IndicatorJson(reads, indicator, moment).row(unit.unit(), counts));
    }

    static boolean isReportedOn(Counts counts) {
        return counts.get(Count.UNITS_EXPECTED) != 0;
    }
}
