package org.tiendo.streams.ingest;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.WrittenReport;
import org.tiendo.streams.contract.DeadLetter;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.streams.contract.InternalSerde;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** Wires stage 1: a source and a decoder for each input topic, and the way out for what cannot be used. */
public final class IngestStage {
    private final StreamsBuilder builder;
    private final Pipeline pipeline;
    private final RegistryPatience patience;

    public IngestStage(StreamsBuilder builder, Pipeline pipeline, RegistryPatience patience) {
        this.builder = builder;
        this.pipeline = pipeline;
        this.patience = patience;
    }

    /** Everything that bears on tasks: plans, indicators, definitions, reports and the clock. */
    public KStream<@Nullable String, Ingested> tasks() {
        return consume(Topics.PLANS, Plan.class, Admission::plan)
                .merge(
                        consume(Topics.INDICATORS, Indicator.class, Admission::indicator),
                        Named.as("ingest-add-indicators"))
                .merge(consume(Topics.TASKS, TaskDefinition.class, Admission::definition), Named.as("ingest-add-tasks"))
                .merge(
                        consume(Topics.PROGRESS, ProgressReport.class, Admission::report),
                        Named.as("ingest-add-progress"))
                .merge(consume(Topics.CLOCK, ClockTick.class, Admission::tick), Named.as("ingest-add-clock"))
                .merge(relayedClock(), Named.as("ingest-add-clock-relay"))
                .merge(relayedPlans(), Named.as("ingest-add-plan-relay"));
    }

    /** The units, one partition. */
    public KStream<@Nullable String, Ingested> units() {
        return consume(Topics.UNITS, Unit.class, Admission::unit);
    }

    /** What trusted writers put into their topics: reports, and what cannot be read. */
    public KStream<@Nullable String, Ingested> written(Writer writer) {
        return consume(writer.topic(), ProgressReport.class, Admission::report);
    }

    /** The reports among a writer's records, by taskId, for the unit tree to look up whom the writer speaks for. */
    public static KStream<String, SpecificRecord> toCheck(KStream<@Nullable String, Ingested> written, Writer writer) {
        return written.flatMap(
                (key, ingested) ->
                        ingested instanceof Ingested.Report report ? List.of(toCheck(key, report, writer)) : List.of(),
                Named.as("ingest-send-reports-of-" + writer.name()));
    }

    private static KeyValue<String, SpecificRecord> toCheck(
            @Nullable String key, Ingested.Report report, Writer writer) {
        return KeyValue.pair(
                report.report().getTaskId(),
                new WrittenReport(key, report.report(), report.source(), writer.unitId(), false));
    }

    /** Reports of trusted writers that come back from the unit tree. */
    public static KStream<@Nullable String, Ingested> checked(KStream<String, SpecificRecord> checked) {
        return checked.mapValues(IngestStage::admit, Named.as("ingest-admit-checked-report"));
    }

    private static Ingested admit(SpecificRecord checked) {
        return Admission.report((WrittenReport) checked);
    }

    private <T extends SpecificRecord> KStream<@Nullable String, Ingested> consume(
            Topic topic, Class<T> type, BiFunction<Decoded<T>, @Nullable String, Ingested> admission) {
        String name = topic.name();
        return builder.stream(
                        name,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("consume-" + name))
                .process(
                        () -> new IngestProcessor<>(
                                new WireDecoder<>(topic, type, pipeline.registry(), patience), admission),
                        Named.as("ingest-decode-" + name));
    }

    private KStream<@Nullable String, Ingested> relayedClock() {
        String name = Topics.CLOCK_RELAY.name();
        KStream<@Nullable String, ClockReading> readings = builder.stream(
                name,
                Consumed.with(Serdes.String(), InternalSerde.of(ClockReading.class))
                        .withName("consume-" + name));
        return readings.mapValues(reading -> tick(reading.getAt()), Named.as("ingest-relayed-tick"));
    }

    private KStream<@Nullable String, Ingested> relayedPlans() {
        String name = Topics.PLAN_RELAY.name();
        KStream<@Nullable String, PlanState> plans = builder.stream(
                name,
                Consumed.with(Serdes.String(), InternalSerde.of(PlanState.class))
                        .withName("consume-" + name));
        return plans.mapValues(plan -> relayed(plan), Named.as("ingest-relayed-plan"));
    }

    private static Ingested relayed(PlanState plan) {
        return new Ingested.PlanRelayed(plan);
    }

    private static Ingested tick(Instant at) {
        return new Ingested.Tick(at);
    }

    /**
     * Writes dead letters to their topic.
     *
     * @param origin a word for where they come from, to tell the nodes apart
     */
    public static void writeDeadLetters(KStream<@Nullable String, DeadLetter> letters, String origin) {
        letters.process(DeadLetterProcessor::new, Named.as("ingest-write-dead-letter-of-" + origin))
                .to(
                        Topics.DEAD_LETTERS.name(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withName("produce-" + Topics.DEAD_LETTERS.name() + "-of-" + origin));
    }
}
