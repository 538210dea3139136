package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Counts;
import org.tiendo.streams.kpi.Kpi;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.RowMeta;

/** KPI rows as the API writes them: those of the KPI topics, with a key in place of their coordinates. */
final class KpiJson {
    private static final List<String> COORDINATES = List.of("unitId", "planId", "categoryId", "bucket", "meta");
    private static final RowMeta NO_META = new RowMeta(null, null, 0L);

    static final Columns COLUMNS =
            Columns.of(KpiRow.getClassSchema()).without(COORDINATES).after("key");

    private KpiJson() {}

    static ObjectNode row(String key, Counts counts) {
        ObjectNode json = Json.object();
        json.put("key", key);
        json.setAll(total(counts));
        return json;
    }

    /** The same figures without a key. */
    static ObjectNode total(Counts counts) {
        return ContractJson.toJson(Kpi.row("", "", null, null, counts, NO_META)).remove(COORDINATES);
    }
}
