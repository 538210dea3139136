package org.tiendo.streams.alerting;

import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.v1.TaskAlert;

/** Wires the alerts' way out. */
public final class AlertingStage {
    private AlertingStage() {}

    /**
     * Builds the stage; {@link PathHistory}'s stores must be there.
     *
     * @param followed alerts, indicator figures, indicators and clock marks of lifecycle, in one partition
     * @return alerts by alertId, of all kinds
     */
    public static KStream<String, TaskAlert> address(KStream<String, SpecificRecord> followed) {
        return followed.process(new Supplier(), Named.as("alerting-address-alert"), PathHistory.storeNames());
    }

    private record Supplier() implements ProcessorSupplier<String, SpecificRecord, String, TaskAlert> {
        @Override
        public Processor<String, SpecificRecord, String, TaskAlert> get() {
            return new AlertingProcessor();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return AlertingStores.builders();
        }
    }
}
