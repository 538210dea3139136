package org.tiendo.streams.alerting;

import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.tiendo.v1.TaskAlert;

/** Wires the alerts' way out. */
public final class AlertingStage {
    private AlertingStage() {}

    /**
     * Builds the stage.
     *
     * @param followed alerts, indicator figures, indicators and clock marks of lifecycle, in one partition
     * @param history builders of the path history's stores, the same ones that the unit tree is given
     * @return alerts by alertId, of all kinds
     */
    public static KStream<String, TaskAlert> address(
            KStream<String, SpecificRecord> followed, Set<StoreBuilder<?>> history) {
        return followed.process(new Supplier(history), Named.as("alerting-address-alert"));
    }

    private record Supplier(Set<StoreBuilder<?>> history)
            implements ProcessorSupplier<String, SpecificRecord, String, TaskAlert> {
        @Override
        public Processor<String, SpecificRecord, String, TaskAlert> get() {
            return new AlertingProcessor();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return AlertingStores.builders(history);
        }
    }
}
