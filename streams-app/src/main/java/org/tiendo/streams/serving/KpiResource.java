package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;

/** The KPIs of a unit's subtree, cut by plan, category, deadline or child. */
final class KpiResource implements Resource {
    @Override
    public List<Route> routes() {
        return List.of(Route.list("/units/{id}/kpi", this::answer, "by", "plan"));
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        String unitId = UnitsResource.known(tree, query.pathId("id")).unit().getUnitId();
        String by = query.choice("by", "plan", "category", "deadline", "child").orElse("plan");
        String plan = query.id("plan").orElse(null);
        Map<Cell.Kpi, Counts> cells = reads.subtreeKpis(unitId, plan).orElsewhere();
        requireKnownPlan(reads, plan, cells);

        ObjectNode head = Json.object().put("unit", unitId).put("by", by);
        ObjectNode tail = Json.object().set("total", KpiJson.total(sum(cells)));
        if (by.equals("child")) {
            ChildRows parts = new ChildRows(query, KpiResource::hasTasks, KpiJson::row);
            Page page = parts.page(
                    ChildRows.keys(tree.children(unitId)),
                    key -> key.equals(ChildRows.SELF)
                            ? reads.ownKpis(unitId, plan).map(KpiResource::sum)
                            : reads.subtreeKpis(key, plan).map(KpiResource::sum));
            return new Answer.Many(head, KpiJson.COLUMNS, page, tail, Meta.missing(moment, parts.missing()));
        }
        Page page = Page.cut(query, rows(cells, keyOf(by)), Comparator.naturalOrder());
        return new Answer.Many(head, KpiJson.COLUMNS, page, tail, Meta.complete(moment));
    }

    /** A plan that was never published may still have tasks. */
    private static void requireKnownPlan(Reads reads, @Nullable String plan, Map<Cell.Kpi, Counts> cells) {
        if (plan != null && cells.isEmpty() && reads.plan(plan).isEmpty()) {
            throw Problem.unknown("plan", plan);
        }
    }

    private static Function<Cell.Kpi, String> keyOf(String by) {
        return switch (by) {
            case "plan" -> Cell.Kpi::planId;
            case "category" -> Cell.Kpi::categoryId;
            case "deadline" -> Cell.Kpi::bucket;
            default -> throw new IllegalArgumentException("no cut by " + by);
        };
    }

    private static Stream<Page.Row> rows(Map<Cell.Kpi, Counts> cells, Function<Cell.Kpi, String> keyOf) {
        Map<String, Counts> sums = new TreeMap<>();
        cells.forEach((cell, counts) -> sums.merge(keyOf.apply(cell), counts, Counts::plus));
        return sums.entrySet().stream()
                .filter(entry -> hasTasks(entry.getValue()))
                .map(entry -> new Page.Row(entry.getKey(), KpiJson.row(entry.getKey(), entry.getValue())));
    }

    private static boolean hasTasks(Counts counts) {
        return counts.get(Count.TASKS) != 0;
    }

    private static Counts sum(Map<Cell.Kpi, Counts> cells) {
        return cells.values().stream().reduce(Counts.ZERO, Counts::plus);
    }
}
