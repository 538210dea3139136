package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.tiendo.contract.ContractJson;
import org.tiendo.v1.Unit;

/** The tree of units: who there is, and under whom. */
final class UnitsResource implements Resource {
    private static final Columns COLUMNS = Columns.of(Unit.getClassSchema()).and("parentId", "path", "children");

    private final Reads reads;

    UnitsResource(Reads reads) {
        this.reads = reads;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.list("/units", this::list), Route.one("/units/{id}", this::one));
    }

    private Answer list(Query query) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        Page page = Page.cut(
                query,
                tree.all().stream().map(node -> new Page.Row(node.unit().getUnitId(), json(tree, node))),
                Comparator.naturalOrder());
        return new Answer.Many(COLUMNS, page, Meta.complete(moment));
    }

    private Answer one(Query query) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        UnitTree.Node node = known(tree, query.pathId("id"));
        return new Answer.One(json(tree, node), Meta.complete(moment));
    }

    /** @throws Problem when the tree has no such unit */
    static UnitTree.Node known(UnitTree tree, String unitId) {
        return tree.unit(unitId).orElseThrow(() -> Problem.unknown("unit", unitId));
    }

    private static ObjectNode json(UnitTree tree, UnitTree.Node node) {
        ObjectNode json = ContractJson.toJson(node.unit());
        json.put("parentId", node.parentId().orElse(null));
        json.set("path", Json.texts(node.path()));
        json.set("children", Json.texts(tree.children(node.unit().getUnitId())));
        return json;
    }
}
