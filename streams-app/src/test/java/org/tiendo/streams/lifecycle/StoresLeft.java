package org.tiendo.streams.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.streams.contract.Pipeline;

/**
 * What the stores of an instance held when it stopped. The test driver deletes its stores when it is closed, so they are
 * filled again before the next processor is initialised, as a restore does.
 */
record StoresLeft(Map<String, List<KeyValue<String, SpecificRecord>>> entries) {
    static final StoresLeft NONE = new StoresLeft(Map.of());

    static StoresLeft by(TopologyTestDriver driver) {
        Map<String, List<KeyValue<String, SpecificRecord>>> entries = new HashMap<>();
        LifecycleStores.builders().stream().map(StoreBuilder::name).forEach(name -> {
            List<KeyValue<String, SpecificRecord>> held = new ArrayList<>();
            try (KeyValueIterator<String, SpecificRecord> all =
                    driver.<String, SpecificRecord>getKeyValueStore(name).all()) {
                all.forEachRemaining(held::add);
            }
            entries.put(name, held);
        });
        return new StoresLeft(entries);
    }

    KStream<String, SpecificRecord> follow(KStream<String, Ingested> inputs, Pipeline pipeline) {
        return entries.isEmpty()
                ? LifecycleStage.follow(inputs, pipeline)
                : inputs.process(new Supplier(this, pipeline));
    }

    private void fill(ProcessorContext<?, ?> context) {
        entries.forEach((name, held) -> {
            KeyValueStore<String, SpecificRecord> store = context.getStateStore(name);
            held.forEach(entry -> store.put(entry.key, entry.value));
        });
    }

    private record Supplier(StoresLeft left, Pipeline pipeline)
            implements ProcessorSupplier<String, Ingested, String, SpecificRecord> {
        @Override
        public Processor<String, Ingested, String, SpecificRecord> get() {
            LifecycleProcessor next = new LifecycleProcessor(new LifecycleSettings(
                    pipeline.partitions(),
                    pipeline.settleEvery(),
                    new LifecycleRules(pipeline.alerts(), pipeline.calendar()),
                    pipeline.nanoTime()));
            return new Processor<>() {
                @Override
                public void init(ProcessorContext<String, SpecificRecord> context) {
                    left.fill(context);
                    next.init(context);
                }

                @Override
                public void process(Record<String, Ingested> record) {
                    next.process(record);
                }
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return LifecycleStores.builders();
        }
    }
}
