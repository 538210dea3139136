package org.tiendo.streams.serving;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.ContractJson;
import org.tiendo.v1.RejectedReport;

/** The reports that were refused, each with the reason and what to do. */
final class RejectionsResource implements Resource {
    private static final Columns COLUMNS = Columns.of(RejectedReport.getClassSchema());

    @Override
    public List<Route> routes() {
        return List.of(Route.list("/rejections", this::answer, "unit"));
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        Set<String> units = query.id("unit")
                .map(id -> tree.subtree(UnitsResource.known(tree, id).unit().getUnitId()))
                .orElse(null);
        String after = query.after().orElse(null);
        try (Scan<RejectedReport> scan = reads.rejections(units, after)) {
            Page page = Page.take(query, new Rows(scan, units, after));
            return new Answer.Many(COLUMNS, page, Meta.missing(moment, scan.missingPartitions()));
        }
    }

    /** Leaves out other units, and the entry that the scan begins at, which the page before ended with. */
    private static final class Rows implements Iterator<Page.Row> {
        private final Scan<RejectedReport> scan;
        private final @Nullable Set<String> units;
        private final @Nullable String after;
        private Scan.@Nullable Entry<RejectedReport> next;

        Rows(Scan<RejectedReport> scan, @Nullable Set<String> units, @Nullable String after) {
            this.scan = scan;
            this.units = units;
            this.after = after;
            this.next = find();
        }

        private Scan.@Nullable Entry<RejectedReport> find() {
            while (scan.hasNext()) {
                Scan.Entry<RejectedReport> entry = scan.next();
                boolean wanted = units == null
                        || units.contains(entry.value().getReport().getUnitId());
                if (wanted && !entry.key().equals(after)) {
                    return entry;
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Page.Row next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Page.Row row = new Page.Row(next.key(), ContractJson.toJson(next.value()));
            next = find();
            return row;
        }
    }
}
