package org.tiendo.streams.lifecycle;

import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.streams.contract.Pipeline;

/** Wires stage 2. What comes out is a mix of internal and public records; the topology sends each type on its way. */
public final class LifecycleStage {
    private LifecycleStage() {}

    public static KStream<@Nullable String, SpecificRecord> follow(
            KStream<@Nullable String, Ingested> inputs, Pipeline pipeline) {
        return inputs.process(new Supplier(pipeline), Named.as("lifecycle-follow-assignment"));
    }

    private record Supplier(Pipeline pipeline)
            implements ProcessorSupplier<@Nullable String, Ingested, @Nullable String, SpecificRecord> {
        @Override
        public Processor<@Nullable String, Ingested, @Nullable String, SpecificRecord> get() {
            return new LifecycleProcessor(new LifecycleSettings(
                    pipeline.partitions(),
                    pipeline.settleEvery(),
                    new LifecycleRules(pipeline.alerts(), pipeline.calendar()),
                    pipeline.nanoTime()));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return LifecycleStores.builders();
        }
    }
}
