package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.tiendo.contract.ContractJson;
import org.tiendo.v1.Unit;

/** The tree of units: who there is, and under whom. */
final class UnitsResource implements Resource {
    private static final Columns COLUMNS = Columns.of(Unit.getClassSchema()).and("parentId", "path", "children");

    @Override
    public List<Route> routes() {
        return List.of(Route.list("/units", this::list), Route.one("/units/{id}", this::one));
    }

    private Answer list(Query query, Reads reads) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        Page page = Page.cut(
                query,
                tree.all().stream().map(node -> new Page.Row(node.unit().getUnitId(), json(tree, node))),
                Comparator.naturalOrder());
        return new Answer.Many(COLUMNS, page, Meta.complete(moment));
    }

    private Answer one(Query query, Reads reads) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        UnitTree.Node node = known(tree, query.pathId("id"));
        return new Answer.One(json(tree, node), Meta.complete(moment));
    }

    /**
     * A unit in its place.
     *
     * @throws Problem when the tree has no such unit, or the caller does not see it: then the answer is the same whether
     *     it exists or not
     */
    static UnitTree.Node known(UnitTree tree, String unitId) {
        return tree.unit(unitId)
                .orElseThrow(
                        () -> tree.reaches(unitId) ? Problem.unknown("unit", unitId) : Problem.forbiddenUnit(unitId));
    }

    private static ObjectNode json(UnitTree tree, UnitTree.Node node) {
        ObjectNode json = ContractJson.toJson(node.unit());
        json.put("parentId", node.parentId().orElse(null));
        json.set("path", Json.texts(node.path()));
        json.set("children", Json.texts(tree.children(node.unit().getUnitId())));
        return json;
    }
}
