package org.tiendo.streams.alerting;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.CountedFigure;
import org.tiendo.internal.VerdictState;
import org.tiendo.internal.WatchedIndicator;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.Store;
import org.tiendo.v1.TaskAlert;

/** The stage's own stores; see {@link PipelineStores} for their keys. */
record AlertingStores(
        KeyValueStore<String, TaskAlert> alerts,
        KeyValueStore<String, WatchedIndicator> watched,
        KeyValueStore<String, CountedFigure> figures,
        KeyValueStore<String, VerdictState> verdicts,
        KeyValueStore<String, ClockMark> clocks) {

    static AlertingStores in(ProcessorContext<?, ?> context) {
        return new AlertingStores(
                PipelineStores.ALERTS.in(context),
                PipelineStores.WATCHED.in(context),
                PipelineStores.FIGURES.in(context),
                PipelineStores.VERDICTS.in(context),
                PipelineStores.ALERTING_CLOCKS.in(context));
    }

    static Set<StoreBuilder<?>> builders() {
        return Stream.of(
                        PipelineStores.ALERTS,
                        PipelineStores.WATCHED,
                        PipelineStores.FIGURES,
                        PipelineStores.VERDICTS,
                        PipelineStores.ALERTING_CLOCKS)
                .map(Store::builder)
                .collect(Collectors.toSet());
    }
}
