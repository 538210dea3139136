package org.tiendo.streams.serving;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
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

/** The accounts in the stores of this instance. */
final class StoreAccounts implements Accounts, Trail {
    /** A record's time is the broker's or the sender's; neither is far from the other. */
    private static final long CLOCKS_APART_MILLIS = 2L * 60 * 60 * 1000;

    private final PartitionedStores stores;
    private final Supplier<UnitTree> tree;

    StoreAccounts(PartitionedStores stores, Supplier<UnitTree> tree) {
        this.stores = stores;
        this.tree = tree;
    }

    @Override
    public Track follow(Sent sent) {
        return new AccountTrack(this, sent);
    }

    @Override
    public Optional<ProgressReport> logged(String taskId, String reportId) {
        ReportFingerprint known = value(PipelineStores.REPORT_IDS, taskId, Ids.join(taskId, reportId));
        StoredReport stored = known == null ? null : value(PipelineStores.REPORTS, taskId, known.getReportKey());
        return Optional.ofNullable(stored).map(StoredReport::getReport);
    }

    @Override
    public Optional<RejectedReport> rejection(Sent sent) {
        String unitId = sent.report().getUnitId();
        long since = sent.at().toEpochMilli() - CLOCKS_APART_MILLIS;
        return read(PipelineStores.REJECTIONS, sent.report().getTaskId(), rejections -> {
            try (KeyValueIterator<String, Rejection> newestFirst =
                    rejections.reverseRange(Keys.first(unitId), Keys.last(unitId))) {
                while (newestFirst.hasNext()) {
                    RejectedReport each = newestFirst.next().value.getRejected();
                    if (isOf(sent, each)) {
                        return Optional.of(each);
                    }
                    if (each.getReceivedAt().toEpochMilli() < since) {
                        break;
                    }
                }
                return Optional.<RejectedReport>empty();
            }
        });
    }

    private static boolean isOf(Sent sent, RejectedReport rejected) {
        return rejected.getOffset() == sent.offset()
                && rejected.getPartition() == sent.partition()
                && rejected.getTopic().equals(sent.topic());
    }

    @Override
    public boolean isParked(Sent sent) {
        String taskId = sent.report().getTaskId();
        StoredReport parked = value(PipelineStores.PARKED, taskId, Ids.join(taskId, Keys.sortable(sent.offset())));
        return parked != null && parked.getReport().equals(sent.report());
    }

    /** The assignment is kept after its log; it has caught up when it has accepted as many as the log holds. */
    @Override
    public Optional<Long> accepted(ProgressReport report) {
        String taskId = report.getTaskId();
        String unitId = report.getUnitId();
        long logged = sum(PipelineStores.REPORTS, taskId, new String[] {taskId, unitId}, each -> 1);
        AssignmentState assignment = value(PipelineStores.ASSIGNMENTS, taskId, Ids.join(taskId, unitId));
        return Optional.ofNullable(assignment).map(AssignmentState::getAccepted).filter(accepted -> accepted >= logged);
    }

    @Override
    public long contributed(String taskId, String unitId) {
        CellBundle contribution = value(PipelineStores.CONTRIBUTIONS, unitId, Ids.join(unitId, taskId));
        return contribution == null ? 0 : acceptedIn(contribution);
    }

    @Override
    public long contributed(String unitId) {
        return sum(PipelineStores.CONTRIBUTIONS, unitId, new String[] {unitId}, StoreAccounts::acceptedIn);
    }

    private static long acceptedIn(CellBundle bundle) {
        return bundle.getCells().stream()
                .filter(cell -> cell.getCell().equals(Cell.Accounting.KEY))
                .map(CellTotals::getCounts)
                .mapToLong(StoreAccounts::acceptedIn)
                .sum();
    }

    @Override
    public long settled(String unitId) {
        return account(PipelineStores.LEAF_CELLS, unitId);
    }

    @Override
    public long counted(String unitId) {
        return account(PipelineStores.TOTALS, unitId);
    }

    private long account(Store<Totals> store, String unitId) {
        Totals totals = value(store, unitId, Ids.join(unitId, Cell.Accounting.KEY));
        return totals == null ? 0 : acceptedIn(totals.getCounts());
    }

    /** Every accepted report is either in force or superseded. */
    private static long acceptedIn(List<Long> account) {
        Counts counts = Counts.of(account);
        return counts.get(Count.COUNTED) + counts.get(Count.SUPERSEDED);
    }

    @Override
    public Set<String> subtree(String unitId) {
        UnitTree now = tree.get();
        return now.unit(unitId).isEmpty() ? Set.of() : now.subtree(unitId);
    }

    @Override
    public boolean areTogether(String unitId, String other) {
        return stores.partitionOf(unitId) == stores.partitionOf(other);
    }

    /** What the intake asks: where another instance has the task, the pipeline will say it. */
    @Override
    public Optional<ProgressReport> before(String taskId, String reportId) {
        try {
            return logged(taskId, reportId);
        } catch (HeldElsewhere e) {
            return Optional.empty();
        }
    }

    private <V extends SpecificRecord> @Nullable V value(Store<V> store, String partitionKey, String key) {
        return read(store, partitionKey, values -> Optional.ofNullable(values.get(key)))
                .orElse(null);
    }

    private <V extends SpecificRecord> long sum(
            Store<V> store, String partitionKey, String[] prefix, ToLongFunction<V> part) {
        return read(store, partitionKey, values -> {
            try (KeyValueIterator<String, V> found = values.range(Keys.first(prefix), Keys.last(prefix))) {
                long sum = 0;
                while (found.hasNext()) {
                    sum += part.applyAsLong(found.next().value);
                }
                return sum;
            }
        });
    }

    private <V extends SpecificRecord, R> R read(
            Store<V> store, String partitionKey, Function<ReadOnlyKeyValueStore<String, V>, R> read) {
        if (stores.atKey(store, partitionKey, read) instanceof Held.Here<R> here) {
            return here.value();
        }
        throw new HeldElsewhere();
    }
}
