package org.tiendo.streams;

import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.IndicatorFigure;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.streams.alerting.AlertingStage;
import org.tiendo.streams.contract.DeadLetter;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.streams.contract.InternalSerde;
import org.tiendo.streams.contract.InternalTopics;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.ingest.IngestStage;
import org.tiendo.streams.ingest.RegistryPatience;
import org.tiendo.streams.intake.IntakeStage;
import org.tiendo.streams.lifecycle.LifecycleStage;
import org.tiendo.streams.rollup.RollupStage;
import org.tiendo.streams.scorecard.ScorecardStage;
import org.tiendo.streams.tree.TreeStage;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Unit;

/**
 * The map of the pipeline: which stage feeds which. Serving, the fifth stage, reads the stores of the others and so has
 * no node here.
 */
public final class TiendoTopology {
    /** The kinds of alerts that are raised, and where each goes. */
    private static final List<AlertRoute> ALERTS = List.of(
            new AlertRoute("overdue", Topics.ALERTS_OVERDUE),
            new AlertRoute("due-soon", Topics.ALERTS_DUE_SOON),
            new AlertRoute("silent", Topics.ALERTS_SILENT),
            new AlertRoute("indicator", Topics.ALERTS_INDICATORS));

    /** One task holds the whole tree. */
    private static final int TREE_PARTITIONS = 1;

    private final StreamsBuilder builder;
    private final Pipeline pipeline;
    private final IngestStage ingest;

    private TiendoTopology(StreamsConfig config, Pipeline pipeline, RegistryPatience patience) {
        // The only constructor by which Kafka Streams checks that everything is named.
        this.builder = new StreamsBuilder(new TopologyConfig(config));
        this.pipeline = pipeline;
        this.ingest = new IngestStage(builder, pipeline, patience);
        PathHistory.addTo(builder);
    }

    /** Builds the topology. */
    public static Topology build(StreamsConfig config, Pipeline pipeline, RegistryPatience patience) {
        TiendoTopology topology = new TiendoTopology(config, pipeline, patience);
        KStream<String, SpecificRecord> followed = topology.followTasks();
        KStream<String, SpecificRecord> paths = topology.placeUnits();
        topology.sendAlerts(followed);
        KStream<String, SpecificRecord> changes = topology.rollUp(followed, paths);
        topology.keepScore(changes, followed);
        return topology.builder.build();
    }

    /** Stages 1 and 2: from bytes to contributions, alerts without an address, and refusals. */
    private KStream<String, SpecificRecord> followTasks() {
        KStream<@Nullable String, Ingested> inputs = withWritten(ingest.tasks());
        IngestStage.writeDeadLetters(refused(inputs, "ingest-pick-refused-task-records"), "tasks");
        KStream<@Nullable String, SpecificRecord> followed = LifecycleStage.follow(
                inputs.filterNot(
                        (key, ingested) -> ingested instanceof Ingested.Refused,
                        Named.as("ingest-pick-usable-task-records")),
                pipeline);
        publish(only(followed, "lifecycle-pick-rejections", Set.of(RejectedReport.class)), Topics.REJECTED);
        relay(only(followed, "lifecycle-pick-clock-readings", Set.of(ClockReading.class)), "lifecycle");
        relayPlans(followed);
        return followed;
    }

    /** Adds the reports of trusted writers, once the unit tree has said whether each speaks for its unit. */
    private KStream<@Nullable String, Ingested> withWritten(KStream<@Nullable String, Ingested> inputs) {
        @Nullable KStream<String, SpecificRecord> written = null;
        for (Writer writer : pipeline.writers()) {
            KStream<String, SpecificRecord> next = written(writer);
            written = written == null ? next : written.merge(next, Named.as("ingest-add-reports-of-" + writer.name()));
        }
        if (written == null) {
            return inputs;
        }
        KStream<String, SpecificRecord> checked =
                IntakeStage.check(repartition(written, InternalTopics.WRITTEN_REPORTS, TREE_PARTITIONS));
        return inputs.merge(
                IngestStage.checked(repartition(checked, InternalTopics.CHECKED_REPORTS)),
                Named.as("ingest-add-checked-reports"));
    }

    private KStream<String, SpecificRecord> written(Writer writer) {
        KStream<@Nullable String, Ingested> written = ingest.written(writer);
        IngestStage.writeDeadLetters(
                refused(written, "ingest-pick-refused-records-of-" + writer.name()), writer.name());
        return IngestStage.toCheck(written, writer);
    }

    private static void relayPlans(KStream<String, SpecificRecord> followed) {
        only(followed, "lifecycle-pick-plans", Set.of(PlanState.class))
                .to(
                        Topics.PLAN_RELAY.name(),
                        Produced.with(Serdes.String(), InternalSerde.any(), new InternalTopics.Multicast())
                                .withName("produce-" + Topics.PLAN_RELAY.name()));
    }

    /** The unit tree: one partition, whose paths every rollup partition gets. */
    private KStream<String, SpecificRecord> placeUnits() {
        KStream<@Nullable String, Ingested> units = ingest.units();
        IngestStage.writeDeadLetters(refused(units, "ingest-pick-refused-units"), "units");
        TreeStage.Outputs placed = TreeStage.build(usableUnits(units));
        IngestStage.writeDeadLetters(placed.deadLetters(), "tree");
        relay(placed.clockRelay(), "tree");
        return placed.paths();
    }

    /** The alerts' way out: whom each goes to, by the tree as it was known then. */
    private void sendAlerts(KStream<String, SpecificRecord> followed) {
        KStream<String, TaskAlert> alerts = AlertingStage.address(repartition(
                only(
                        followed,
                        "lifecycle-pick-alerts",
                        Set.of(TaskAlert.class, IndicatorFigure.class, IndicatorState.class, ClockMark.class)),
                InternalTopics.ALERTS_TO_ADDRESS,
                TREE_PARTITIONS));
        for (AlertRoute route : ALERTS) {
            publish(
                    alerts.filter(
                                    (key, alert) -> alert.getKind().equals(route.kind()),
                                    Named.as("alerting-pick-" + route.kind()))
                            .<SpecificRecord>mapValues(alert -> alert, Named.as("alerting-send-" + route.kind())),
                    route.topic());
        }
    }

    private record AlertRoute(String kind, Topic topic) {}

    private static KStream<String, Decoded<Unit>> usableUnits(KStream<@Nullable String, Ingested> units) {
        return units.flatMapValues(
                ingested -> ingested instanceof Ingested.UnitPublished unit ? List.of(unit.decoded()) : List.of(),
                Named.as("ingest-pick-usable-units"));
    }

    /** Stage 3: contributions and paths to changes of every ancestor's cells. */
    private KStream<String, SpecificRecord> rollUp(
            KStream<String, SpecificRecord> followed, KStream<String, SpecificRecord> paths) {
        return RollupStage.build(
                repartition(
                        only(followed, "lifecycle-pick-contributions", Set.of(Contribution.class, ClockMark.class)),
                        InternalTopics.CONTRIBUTIONS_BY_UNIT),
                repartition(paths, InternalTopics.PATHS_BY_UNIT),
                pipeline.partitions(),
                pipeline.settleEvery());
    }

    /** Stage 4: changes to totals and public rows. */
    private void keepScore(KStream<String, SpecificRecord> changes, KStream<String, SpecificRecord> followed) {
        ScorecardStage.publish(
                repartition(changes, InternalTopics.CHANGES_BY_UNIT),
                repartition(
                        only(followed, "lifecycle-pick-targets", Set.of(IndicatorState.class, PlanState.class)),
                        InternalTopics.TARGETS_BY_INDICATOR),
                pipeline);
    }

    private static KStream<@Nullable String, DeadLetter> refused(
            KStream<@Nullable String, Ingested> inputs, String name) {
        return inputs.flatMapValues(
                ingested -> ingested instanceof Ingested.Refused refused ? List.of(refused.deadLetter()) : List.of(),
                Named.as(name));
    }

    private static KStream<String, SpecificRecord> only(
            KStream<@Nullable String, SpecificRecord> all, String name, Set<Class<?>> types) {
        return all.filter((key, value) -> types.contains(value.getClass()), Named.as(name));
    }

    private KStream<String, SpecificRecord> repartition(KStream<String, SpecificRecord> stream, String name) {
        return repartition(stream, name, pipeline.partitions());
    }

    private static KStream<String, SpecificRecord> repartition(
            KStream<String, SpecificRecord> stream, String name, int partitions) {
        return stream.repartition(Repartitioned.<String, SpecificRecord>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(InternalSerde.any())
                .withNumberOfPartitions(partitions)
                .withStreamPartitioner(new InternalTopics.Multicast()));
    }

    private void publish(KStream<String, SpecificRecord> stream, Topic topic) {
        stream.to(
                topic.name(),
                Produced.with(Serdes.String(), pipeline.publicSerde()).withName("produce-" + topic.name()));
    }

    private static void relay(KStream<String, ? extends SpecificRecord> readings, String origin) {
        readings.<SpecificRecord>mapValues(reading -> reading, Named.as("relay-clock-of-" + origin))
                .to(
                        Topics.CLOCK_RELAY.name(),
                        Produced.with(Serdes.String(), InternalSerde.any(), new InternalTopics.Multicast())
                                .withName("produce-" + Topics.CLOCK_RELAY.name() + "-of-" + origin));
    }
}
