package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Counts;
import org.tiendo.internal.IndicatorState;
import org.tiendo.v1.Unit;

/** One indicator: over a unit's subtree, in parts by child, or over everything in parts by root. */
final class IndicatorResource implements Resource {
    private static final Columns COLUMNS = IndicatorJson.COLUMNS.after("key");

    @Override
    public List<Route> routes() {
        return List.of(Route.list("/indicators/{id}", this::answer, "unit", "by"));
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        boolean byChild = query.choice("by", "child").isPresent();
        String indicatorId = query.pathId("id");
        IndicatorState indicator =
                reads.indicator(indicatorId).orElseThrow(() -> Problem.unknown("indicator", indicatorId));
        IndicatorJson json = new IndicatorJson(reads, indicator, moment);
        Cut cut = query.id("unit")
                .or(tree::top)
                .map(id -> UnitsResource.known(tree, id).unit())
                .map(unit -> ofUnit(query, reads, tree, json, unit, indicatorId, byChild))
                .orElseGet(() -> ofEverything(query, reads, tree, json, indicatorId));
        cut.head().put("by", byChild ? "child" : null);
        cut.head().set("indicator", ContractJson.toJson(indicator.getDefinition()));
        ObjectNode tail = Json.object().set("total", cut.total());
        return new Answer.Many(cut.head(), COLUMNS, cut.page(), tail, Meta.missing(moment, cut.missing()));
    }

    private record Cut(ObjectNode head, Page page, ObjectNode total, Set<Integer> missing) {}

    private Cut ofUnit(
            Query query,
            Reads reads,
            UnitTree tree,
            IndicatorJson json,
            Unit unit,
            String indicatorId,
            boolean byChild) {
        String unitId = unit.getUnitId();
        Counts total = reads.subtreeIndicator(unitId, indicatorId).orElsewhere();
        ChildRows parts = new ChildRows(
                query,
                IndicatorsResource::isReportedOn,
                (key, counts) -> keyed(key, json.row(key.equals(ChildRows.SELF) ? unit : unitOf(tree, key), counts)));
        List<String> keys = byChild ? ChildRows.keys(tree.children(unitId)) : List.of(unitId);
        Page page = parts.page(
                keys,
                key -> key.equals(ChildRows.SELF)
                        ? reads.ownIndicator(unitId, indicatorId)
                        : reads.subtreeIndicator(key, indicatorId));
        return new Cut(Json.object().put("unit", unitId), page, json.row(unit, total), parts.missing());
    }

    private Cut ofEverything(Query query, Reads reads, UnitTree tree, IndicatorJson json, String indicatorId) {
        Set<Integer> missing = new TreeSet<>();
        Counts total = Counts.ZERO;
        for (String root : tree.roots()) {
            Held<Counts> part = reads.subtreeIndicator(root, indicatorId);
            if (part instanceof Held.Here<Counts> here) {
                total = total.plus(here.value());
            } else if (part instanceof Held.Away<Counts> away) {
                missing.add(away.partition());
            }
        }
        ChildRows parts = new ChildRows(
                query,
                IndicatorsResource::isReportedOn,
                (key, counts) -> keyed(key, json.row(unitOf(tree, key), counts)));
        Page page = parts.page(tree.roots(), root -> reads.subtreeIndicator(root, indicatorId));
        missing.addAll(parts.missing());
        return new Cut(Json.object().putNull("unit"), page, json.overEverything(total), missing);
    }

    private static Unit unitOf(UnitTree tree, String unitId) {
        return UnitsResource.known(tree, unitId).unit();
    }

    private static ObjectNode keyed(String key, ObjectNode row) {
        ObjectNode keyed = Json.object().put("key", key);
        keyed.setAll(row);
        return keyed;
    }
}
