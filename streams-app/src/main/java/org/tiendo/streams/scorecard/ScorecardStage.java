package org.tiendo.streams.scorecard;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.contract.PipelineStores;

/** Wires the scorecard: two inputs merged into one processor, which picks the sink of each row by the sink's name. */
public final class ScorecardStage {
    private static final List<Topic> TABLES =
            List.of(Topics.KPI_BY_UNIT, Topics.KPI_BY_CATEGORY, Topics.KPI_BY_DEADLINE, Topics.KPI_INDICATORS);

    private ScorecardStage() {}

    /**
     * Adds the stage.
     *
     * @param changes changes-by-unit as read back from its topic: by unitId, clock marks in every partition
     * @param targets targets-by-indicator as read back from its topic: all of it in every partition
     */
    public static void publish(
            KStream<String, SpecificRecord> changes, KStream<String, SpecificRecord> targets, Pipeline pipeline) {
        KStream<String, SpecificRecord> rows = changes.merge(targets, Named.as("scorecard-merge-changes-and-targets"))
                .process(new Supplier(pipeline.settleEvery()), Named.as("scorecard-settle-rows"));
        for (Topic table : TABLES) {
            rows.to(
                    table.name(),
                    Produced.with(Serdes.String(), pipeline.publicSerde()).withName(sinkOf(table)));
        }
    }

    static String sinkOf(Topic table) {
        return "produce-" + table.name();
    }

    private record Supplier(Duration settleEvery)
            implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {
        @Override
        public Processor<String, SpecificRecord, String, SpecificRecord> get() {
            return new ScorecardProcessor(settleEvery);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    PipelineStores.TOTALS.builder(),
                    PipelineStores.FACTS.builder(),
                    PipelineStores.TARGETS.builder(),
                    PipelineStores.PLANS.builder(),
                    PipelineStores.STANDINGS.builder(),
                    PipelineStores.SCORECARD_CLOCKS.builder(),
                    PipelineStores.UNSETTLED_ROWS.builder());
        }
    }
}
