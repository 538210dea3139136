package org.tiendo.streams.serving;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.CellBundle;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.Rejection;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.Totals;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.Store;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;

/**
 * Says exactly when a report shows, by the account of reports received. Every stage keeps one, it only ever grows, and in
 * what rollup sends on it comes behind the figures it accounts for. Lifecycle has logged the report and counts n received by
 * its assignment. The scorecard shows it when the account of the unit's subtree, less all that the units below have, less
 * all that the unit's other assignments have, comes to n.
 *
 * <p>The sum is read before what is taken off it, which can only have grown since and is then too much: the answer may come
 * late, and never early. (While a unit is being moved in or out below, sum and units may disagree for a moment.)
 *
 * <p>{@code dataThrough} would say the same a minute later: it waits for partitions in which nothing happens.
 */
final class StoreTrail implements Trail {
    /** A record's time is the broker's or the sender's; neither is far from the other. */
    private static final long CLOCKS_APART_MILLIS = 2L * 60 * 60 * 1000;

    private final PartitionedStores stores;
    private final Supplier<UnitTree> tree;

    StoreTrail(PartitionedStores stores, Supplier<UnitTree> tree) {
        this.stores = stores;
        this.tree = tree;
    }

    /** Another instance has a partition that is needed. */
    private static final class HeldElsewhere extends RuntimeException {
        private static final long serialVersionUID = 1;

        HeldElsewhere() {
            super(null, null, false, false);
        }
    }

    @Override
    public Optional<ProgressReport> accepted(String taskId, String reportId) {
        Held<Optional<ProgressReport>> found =
                stores.atKey(PipelineStores.REPORT_IDS, taskId, ids -> logged(ids, taskId, reportId));
        return found instanceof Held.Here<Optional<ProgressReport>> here ? here.value() : Optional.empty();
    }

    private Optional<ProgressReport> logged(
            ReadOnlyKeyValueStore<String, ReportFingerprint> ids, String taskId, String reportId) {
        ReportFingerprint known = ids.get(Ids.join(taskId, reportId));
        return known == null
                ? Optional.empty()
                : here(stores.atKey(PipelineStores.REPORTS, taskId, reports -> Optional.ofNullable(
                                reports.get(known.getReportKey()))))
                        .map(StoredReport::getReport);
    }

    @Override
    public Standing standing(Sent sent) {
        try {
            return follow(sent);
        } catch (HeldElsewhere e) {
            return new Standing.NotToBeSeen(Standing.Reason.HELD_ELSEWHERE);
        }
    }

    private Standing follow(Sent sent) {
        ProgressReport report = sent.report();
        Optional<RejectedReport> rejected = rejection(sent);
        if (rejected.isPresent()) {
            return new Standing.Refused(rejected.get());
        }
        if (isParked(sent)) {
            return new Standing.NotToBeSeen(Standing.Reason.TASK_NOT_PUBLISHED);
        }
        Optional<ProgressReport> accepted = here(stores.atKey(
                PipelineStores.REPORT_IDS,
                report.getTaskId(),
                ids -> logged(ids, report.getTaskId(), report.getReportId())));
        if (accepted.filter(report::equals).isEmpty()) {
            return new Standing.OnItsWay();
        }
        if (tree.get().unit(report.getUnitId()).isEmpty()) {
            return new Standing.NotToBeSeen(Standing.Reason.UNIT_NOT_PUBLISHED);
        }
        Optional<Long> received = receivedByAssignment(report);
        return received.isPresent() && isCounted(report, received.get())
                ? new Standing.Shown()
                : new Standing.OnItsWay();
    }

    private Optional<RejectedReport> rejection(Sent sent) {
        ProgressReport report = sent.report();
        String unitId = report.getUnitId();
        long since = sent.at().toEpochMilli() - CLOCKS_APART_MILLIS;
        return here(stores.atKey(PipelineStores.REJECTIONS, report.getTaskId(), rejections -> {
            try (KeyValueIterator<String, Rejection> found =
                    rejections.reverseRange(Keys.first(unitId), Keys.last(unitId))) {
                while (found.hasNext()) {
                    RejectedReport each = found.next().value.getRejected();
                    if (isOf(sent, each)) {
                        return Optional.of(each);
                    }
                    if (each.getReceivedAt().toEpochMilli() < since) {
                        break;
                    }
                }
                return Optional.<RejectedReport>empty();
            }
        }));
    }

    private static boolean isOf(Sent sent, RejectedReport rejected) {
        return rejected.getOffset() == sent.offset()
                && rejected.getPartition() == sent.partition()
                && rejected.getTopic().equals(sent.topic());
    }

    private boolean isParked(Sent sent) {
        String taskId = sent.report().getTaskId();
        return here(stores.atKey(PipelineStores.PARKED, taskId, parked -> {
            StoredReport waiting = parked.get(Ids.join(taskId, Keys.sortable(sent.offset())));
            return waiting != null && waiting.getReport().equals(sent.report());
        }));
    }

    /**
     * How many reports the assignment has received, this one included; empty while the log is ahead of the assignment,
     * which is kept after it.
     */
    private Optional<Long> receivedByAssignment(ProgressReport report) {
        String taskId = report.getTaskId();
        String unitId = report.getUnitId();
        long logged = here(stores.atKey(PipelineStores.REPORTS, taskId, reports -> {
            try (KeyValueIterator<String, StoredReport> ofUnit =
                    reports.range(Keys.first(taskId, unitId), Keys.last(taskId, unitId))) {
                long count = 0;
                while (ofUnit.hasNext()) {
                    ofUnit.next();
                    count++;
                }
                return count;
            }
        }));
        AssignmentState none = new AssignmentState();
        AssignmentState assignment = here(stores.atKey(PipelineStores.ASSIGNMENTS, taskId, assignments -> {
            AssignmentState found = assignments.get(Ids.join(taskId, unitId));
            return found == null ? none : found;
        }));
        return assignment == none || assignment.getAccepted() < logged
                ? Optional.empty()
                : Optional.of(assignment.getReceived());
    }

    private boolean isCounted(ProgressReport report, long received) {
        String unitId = report.getUnitId();
        long total = account(PipelineStores.TOTALS, unitId);
        long below = tree.get().subtree(unitId).stream()
                .filter(unit -> !unit.equals(unitId))
                .mapToLong(unit -> account(PipelineStores.LEAF_CELLS, unit))
                .sum();
        return total - below - receivedFromOthers(unitId, report.getTaskId()) >= received;
    }

    /** What has come to the unit's account from all but one of its sources. */
    private long receivedFromOthers(String unitId, String taskId) {
        String own = Ids.join(unitId, taskId);
        return here(stores.atKey(PipelineStores.CONTRIBUTIONS, unitId, contributions -> {
            long received = 0;
            try (KeyValueIterator<String, CellBundle> found =
                    contributions.range(Keys.first(unitId), Keys.last(unitId))) {
                while (found.hasNext()) {
                    KeyValue<String, CellBundle> next = found.next();
                    received += next.key.equals(own) ? 0 : received(next.value);
                }
            }
            return received;
        }));
    }

    private static long received(CellBundle bundle) {
        return bundle.getCells().stream()
                .filter(cell -> cell.getCell().equals(Cell.Accounting.KEY))
                .map(CellTotals::getCounts)
                .map(Counts::of)
                .mapToLong(counts -> counts.get(Count.RECEIVED))
                .sum();
    }

    private long account(Store<Totals> store, String unitId) {
        return here(stores.atKey(store, unitId, cells -> {
            Totals totals = cells.get(Ids.join(unitId, Cell.Accounting.KEY));
            return totals == null ? 0L : Counts.of(totals.getCounts()).get(Count.RECEIVED);
        }));
    }

    private static <T> T here(Held<T> held) {
        if (held instanceof Held.Here<T> found) {
            return found.value();
        }
        throw new HeldElsewhere();
    }
}
