package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.streams.contract.Keys;

/** What became of every report received. */
final class AccountingResource implements Resource {
    @Override
    public List<Route> routes() {
        return List.of(Route.one("/accounting", this::answer, "unit"));
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        String unitId = query.id("unit")
                .map(id -> UnitsResource.known(reads.tree(moment), id).unit().getUnitId())
                .orElse(Keys.EVERYTHING);
        Counts counts = reads.accounting(unitId).orElsewhere();
        ObjectNode json = Json.object();
        json.put("received", counts.get(Count.RECEIVED));
        json.put("counted", counts.get(Count.COUNTED));
        json.put("superseded", counts.get(Count.SUPERSEDED));
        json.put("duplicate", counts.get(Count.DUPLICATE));
        json.put("rejected", counts.get(Count.REJECTED));
        json.put("parked", counts.get(Count.PARKED));
        return new Answer.One(json, Meta.complete(moment));
    }
}
