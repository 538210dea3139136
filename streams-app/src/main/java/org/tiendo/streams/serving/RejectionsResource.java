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

    private final Reads reads;

    RejectionsResource(Reads reads) {
        this.reads = reads;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.list("/rejections", this::answer, "unit"));
    }

    private Answer answer(Query query) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        Set<String> units = query.id("unit")
                .map(id -> tree.subtree(UnitsResource.known(tree, id).unit().getUnitId()))
                .orElse(null);
        String after = query.after().orElse(null);
        try (Scan<RejectedReport> scan = reads.rejections(units, after)) {
            Page page = Page.take(query, new Rows(scan, after));
            return new Answer.Many(COLUMNS, page, Meta.missing(moment, scan.missingPartitions()));
        }
    }

    /** Leaves out the entry that the scan begins at, which the page before ended with. */
    private static final class Rows implements Iterator<Page.Row> {
        private final Scan<RejectedReport> scan;
        private Scan.@Nullable Entry<RejectedReport> next;

        Rows(Scan<RejectedReport> scan, @Nullable String after) {
            this.scan = scan;
            advance();
            if (next != null && next.key().equals(after)) {
                advance();
            }
        }

        private void advance() {
            next = scan.hasNext() ? scan.next() : null;
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
            advance();
            return row;
        }
    }
}
