package org.tiendo.streams.serving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.Totals;
import org.tiendo.internal.TreeVersion;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.Store;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.TaskAlert;

/** Reads the stores of this instance by interactive queries. */
public final class StoreReads implements Reads {
    /** The tree and the alerts have one partition. */
    private static final int TREE_PARTITION = 0;

    private final PartitionedStores stores;
    private final Supplier<Optional<String>> notYet;
    private final TreeCache trees = new TreeCache(System::nanoTime);

    /**
     * Reads of one instance.
     *
     * @param partitions how many partitions each stage has
     * @param self this instance's application.server; null where it has none, as a single instance may
     * @param notYet why queries have to wait although the stores are there; empty when they need not
     */
    public StoreReads(
            KafkaStreams streams, int partitions, @Nullable HostInfo self, Supplier<Optional<String>> notYet) {
        this.notYet = notYet;
        this.stores = new PartitionedStores(streams, partitions, self);
    }

    @Override
    public Moment moment() {
        notYet.get().ifPresent(reason -> {
            throw new NotReady(reason);
        });
        long version = stores.anywhere(
                PipelineStores.TREE_VERSION,
                store -> all(store).stream()
                        .mapToLong(TreeVersion::getVersion)
                        .max()
                        .orElse(0));
        return new Moment(dataThrough(), version);
    }

    /** The least of all clocks that any scorecard partition here has heard; null while one has not heard all. */
    private @Nullable Instant dataThrough() {
        Instant least = null;
        for (int partition = 0; partition < stores.partitions(); partition++) {
            Optional<List<ClockReading>> clocks =
                    stores.inPartition(PipelineStores.SCORECARD_CLOCKS, partition, StoreReads::all);
            if (clocks.isEmpty()) {
                continue;
            }
            if (clocks.get().size() < stores.partitions()) {
                return null;
            }
            for (ClockReading clock : clocks.get()) {
                least = least == null || clock.getAt().isBefore(least) ? clock.getAt() : least;
            }
        }
        return least;
    }

    /** Follows single reports through the same stores. */
    public Trail trail() {
        return new StoreAccounts(stores, () -> tree(moment()));
    }

    @Override
    public UnitTree tree(Moment moment) {
        return trees.get(
                moment, () -> new UnitTree(stores.anywhere(PipelineStores.UNITS, StoreReads::all), moment.clock()));
    }

    @Override
    public Held<Map<Cell.Kpi, Counts>> subtreeKpis(String unitId, @Nullable String planId) {
        return kpis(PipelineStores.TOTALS, unitId, planId);
    }

    @Override
    public Held<Map<Cell.Kpi, Counts>> ownKpis(String unitId, @Nullable String planId) {
        return kpis(PipelineStores.LEAF_CELLS, unitId, planId);
    }

    private Held<Map<Cell.Kpi, Counts>> kpis(Store<Totals> store, String unitId, @Nullable String planId) {
        String[] prefix = planId == null ? new String[] {unitId, "k"} : new String[] {unitId, "k", planId};
        return stores.atKey(store, unitId, cells -> {
            Map<Cell.Kpi, Counts> found = new LinkedHashMap<>();
            cellsOf(cells, unitId, prefix).forEach((cell, counts) -> {
                if (cell instanceof Cell.Kpi kpi) {
                    found.put(kpi, counts);
                }
            });
            return found;
        });
    }

    @Override
    public Held<Map<String, Counts>> subtreeIndicators(String unitId) {
        return stores.atKey(PipelineStores.TOTALS, unitId, cells -> {
            Map<String, Counts> found = new LinkedHashMap<>();
            cellsOf(cells, unitId, unitId, "i").forEach((cell, counts) -> {
                if (cell instanceof Cell.IndicatorCell indicator) {
                    found.put(indicator.indicatorId(), counts);
                }
            });
            return found;
        });
    }

    private static Map<Cell, Counts> cellsOf(
            ReadOnlyKeyValueStore<String, Totals> cells, String unitId, String... prefix) {
        Map<Cell, Counts> found = new LinkedHashMap<>();
        try (KeyValueIterator<String, Totals> range = cells.range(Keys.first(prefix), Keys.last(prefix))) {
            range.forEachRemaining(
                    entry -> found.put(Cell.parse(entry.key.substring(unitId.length() + 1)), countsOf(entry.value)));
        }
        return found;
    }

    @Override
    public Held<Counts> subtreeIndicator(String unitId, String indicatorId) {
        return cell(PipelineStores.TOTALS, unitId, new Cell.IndicatorCell(indicatorId));
    }

    @Override
    public Held<Counts> ownIndicator(String unitId, String indicatorId) {
        return cell(PipelineStores.LEAF_CELLS, unitId, new Cell.IndicatorCell(indicatorId));
    }

    @Override
    public Held<Counts> accounting(String unitId) {
        return cell(PipelineStores.TOTALS, unitId, new Cell.Accounting());
    }

    private Held<Counts> cell(Store<Totals> store, String unitId, Cell cell) {
        return stores.atKey(store, unitId, cells -> countsOf(cells.get(Ids.join(unitId, cell.key()))));
    }

    private static Counts countsOf(@Nullable Totals totals) {
        return totals == null ? Counts.ZERO : Counts.of(totals.getCounts());
    }

    @Override
    public Optional<IndicatorState> indicator(String indicatorId) {
        return stores.anywhere(PipelineStores.TARGETS, targets -> Optional.ofNullable(targets.get(indicatorId)));
    }

    @Override
    public Optional<PlanState> plan(String planId) {
        return stores.anywhere(PipelineStores.PLANS, plans -> Optional.ofNullable(plans.get(planId)));
    }

    @Override
    public Scan<AssignedTask> assignments(@Nullable String from) {
        return stores.scan(PipelineStores.ASSIGNMENTS, store -> store.range(from, null), this::withTasks);
    }

    /** Assignments of one task follow one another, so that the task is looked up once for all of them. */
    private BiFunction<String, AssignmentState, AssignedTask> withTasks(int partition) {
        return new BiFunction<>() {
            private @Nullable String taskId;
            private @Nullable TaskState task;

            @Override
            public AssignedTask apply(String key, AssignmentState assignment) {
                if (!assignment.getTaskId().equals(taskId)) {
                    taskId = assignment.getTaskId();
                    task = stores.inPartition(
                                    PipelineStores.TASKS,
                                    partition,
                                    tasks -> Optional.ofNullable(tasks.get(assignment.getTaskId())))
                            .orElseThrow(() -> new NotReady("partition " + partition + " moved while it was read"))
                            .orElse(null);
                }
                return new AssignedTask(task, assignment);
            }
        };
    }

    @Override
    public Held<TaskFile> task(String taskId) {
        return stores.atKey(
                PipelineStores.TASKS,
                taskId,
                tasks -> new TaskFile(
                        tasks.get(taskId),
                        ofTask(PipelineStores.TASK_VERSIONS, taskId),
                        ofTask(PipelineStores.ASSIGNMENTS, taskId),
                        ofTask(PipelineStores.REPORTS, taskId),
                        ofTask(PipelineStores.PARKED, taskId),
                        alertsOf(tasks.get(taskId))));
    }

    /** Alerts are kept by unit and begin with their kind, so each unit is asked for each kind; null when elsewhere. */
    private @Nullable List<TaskAlert> alertsOf(@Nullable TaskState task) {
        if (task == null) {
            return List.of();
        }
        String taskId = task.getDefinition().getTaskId();
        return stores.inPartition(PipelineStores.ALERTS, TREE_PARTITION, alerts -> {
                    List<TaskAlert> found = new ArrayList<>();
                    for (String unitId : task.getEverAssigned()) {
                        for (String kind : AlertsResource.KINDS) {
                            String[] prefix = {unitId, kind, taskId, unitId};
                            found.addAll(values(alerts.range(Keys.first(prefix), Keys.last(prefix))));
                        }
                    }
                    return found;
                })
                .orElse(null);
    }

    @Override
    public Held<List<TaskAlert>> alerts(@Nullable Collection<String> units) {
        return stores.inOnlyPartition(PipelineStores.ALERTS, alerts -> {
            if (units == null) {
                return all(alerts);
            }
            List<TaskAlert> found = new ArrayList<>();
            units.forEach(unitId -> found.addAll(values(alerts.range(Keys.first(unitId), Keys.last(unitId)))));
            return found;
        });
    }

    private <V extends SpecificRecord> List<V> ofTask(Store<V> store, String taskId) {
        return stores.atKey(store, taskId, entries -> values(entries.range(Keys.first(taskId), Keys.last(taskId))))
                .orElsewhere();
    }

    @Override
    public Scan<RejectedReport> rejections(@Nullable Collection<String> units, @Nullable String from) {
        String first = units == null
                ? null
                : units.stream().map(Keys::first).min(StoreOrder.KEYS).orElse(null);
        String last = units == null
                ? null
                : units.stream().map(Keys::last).max(StoreOrder.KEYS).orElse(null);
        String start = from == null ? first : from;
        return stores.scan(
                PipelineStores.REJECTIONS,
                store -> store.range(start, last),
                partition -> (key, rejection) -> rejection.getRejected());
    }

    @Override
    public List<String> unreadiness() {
        try {
            moment();
            return List.of();
        } catch (Elsewhere e) {
            return List.of();
        } catch (NotReady | InvalidStateStoreException e) {
            return List.of("stores: " + e.getMessage());
        }
    }

    private static <V> List<V> all(ReadOnlyKeyValueStore<String, V> store) {
        return values(store.all());
    }

    private static <V> List<V> values(KeyValueIterator<String, V> entries) {
        try (entries) {
            List<V> values = new ArrayList<>();
            entries.forEachRemaining(entry -> values.add(entry.value));
            return values;
        }
    }
}
