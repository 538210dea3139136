package org.tiendo.streams.tree;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.tiendo.contract.BusinessTime;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.v1.Unit;

/**
 * Keeps the unit tree, and sends the paths that a new unit version changes. It also relays the clock: a unit record that
 * begins a new business day tells the rest of the pipeline, which does not read units.
 */
final class TreeProcessor implements Processor<String, Decoded<Unit>, String, TreeOutput> {
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private ProcessorContext<String, TreeOutput> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, UnitPath> store;

    private UnitTree tree = UnitTree.restored(List.of());

    @SuppressWarnings("NullAway.Init")
    private PathHistory history;

    // Not kept in a store: after a restart one day is relayed a second time, which changes nothing.
    private LocalDate newestDay = LocalDate.MIN;

    /** The path history is not among its stores: alerting reads it too, so the topology adds it. */
    static ProcessorSupplier<String, Decoded<Unit>, String, TreeOutput> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Decoded<Unit>, String, TreeOutput> get() {
                return new TreeProcessor();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(PipelineStores.TREE.builder());
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, TreeOutput> context) {
        this.context = context;
        store = PipelineStores.TREE.in(context);
        history = PathHistory.in(context);
        newestDay = LocalDate.MIN;
        List<UnitPath> stored = new ArrayList<>();
        try (KeyValueIterator<String, UnitPath> all = store.all()) {
            all.forEachRemaining(entry -> stored.add(entry.value));
        }
        tree = UnitTree.restored(stored);
    }

    @Override
    public void process(Record<String, Decoded<Unit>> record) {
        relayDay(record);
        Decoded<Unit> decoded = record.value();
        UnitTree.Outcome outcome = tree.accept(decoded.value());
        if (outcome instanceof UnitTree.Accepted accepted) {
            for (UnitPath path : accepted.changed()) {
                String unitId = path.getUnit().getUnitId();
                store.put(unitId, path);
                history.note(path, decoded.time());
                context.forward(record.withKey(unitId).withValue(new TreeOutput.Placed(path)));
            }
        } else if (outcome instanceof UnitTree.Refused refused) {
            context.forward(record.withValue(
                    new TreeOutput.Unplaced(decoded.refused(refused.code().name(), refused.reason()))));
        }
    }

    private void relayDay(Record<String, Decoded<Unit>> record) {
        LocalDate day = BusinessTime.dayOf(record.value().time());
        if (day.isAfter(newestDay)) {
            newestDay = day;
            context.forward(record.withValue(
                    new TreeOutput.NewDay(new ClockReading(record.value().time()))));
        }
    }
}
