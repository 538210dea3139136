package org.tiendo.streams.scorecard;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.internal.CellChange;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Source;
import org.tiendo.internal.UnitFacts;
import org.tiendo.producer.Connection;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.streams.contract.InternalSerde;
import org.tiendo.streams.contract.InternalTopics;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.PublicSerde;
import org.tiendo.streams.contract.Store;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Plan;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Target;

/** The scorecard stage alone, fed as rollup and ingest would feed it, its rows read by Confluent's deserializer. */
final class ScorecardRig implements AutoCloseable {
    static final Duration SETTLE = Duration.ofMillis(100);
    private static final Instant RECORD_TIME = Instant.parse("2025-01-01T00:00:00Z");
    private static final Source SOURCE = new Source("tiendo.indicators", 0, 0L, RECORD_TIME);
    private static final List<Store<? extends SpecificRecord>> STORES = List.of(
            PipelineStores.TOTALS,
            PipelineStores.FACTS,
            PipelineStores.TARGETS,
            PipelineStores.PLANS,
            PipelineStores.STANDINGS,
            PipelineStores.SCORECARD_CLOCKS,
            PipelineStores.UNSETTLED_ROWS);

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final TopologyTestDriver driver;
    private static final Connection CONNECTION = new Connection("unused:1", "mock://unused");

    private final TestInputTopic<String, SpecificRecord> changes;
    private final TestInputTopic<String, SpecificRecord> targets;

    ScorecardRig() {
        register(Topics.KPI_BY_UNIT, new KpiRow());
        register(Topics.KPI_BY_CATEGORY, new KpiRow());
        register(Topics.KPI_BY_DEADLINE, new KpiRow());
        register(Topics.KPI_INDICATORS, new IndicatorRow());
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "scorecard-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, ownDirectory());
        driver = new TopologyTestDriver(topology(registry), settings, RECORD_TIME);
        changes = input(InternalTopics.CHANGES_BY_UNIT);
        targets = input(InternalTopics.TARGETS_BY_INDICATOR);
    }

    static Topology topology(MockSchemaRegistryClient registry) {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, SpecificRecord> internal = Consumed.with(Serdes.String(), InternalSerde.any());
        ScorecardStage.publish(
                builder.stream(InternalTopics.CHANGES_BY_UNIT, internal.withName("consume-changes")),
                builder.stream(InternalTopics.TARGETS_BY_INDICATOR, internal.withName("consume-targets")),
                new Pipeline(
                        1,
                        SETTLE,
                        registry,
                        PublicSerde.writing(CONNECTION.newSerializer(registry)),
                        AlertPolicy.USUAL,
                        CalendarFile.bundled()));
        return builder.build();
    }

    private static String ownDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "scorecard-state-")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for state stores", e);
        }
    }

    private void register(Topic topic, SpecificRecord row) {
        try {
            registry.register(topic.subject(), new AvroSchema(AvroSchemaUtils.getSchema(row, false, false, true)));
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException("the mock registry refused " + topic.subject(), e);
        }
    }

    private TestInputTopic<String, SpecificRecord> input(String topic) {
        return driver.createInputTopic(
                topic, new StringSerializer(), InternalSerde.any().serializer(), RECORD_TIME, Duration.ZERO);
    }

    void change(String unitId, Cell cell, Counts delta) {
        changes.pipeInput(unitId, new CellChange(unitId, cell.key(), LocalDate.parse("2025-01-01"), delta.toList()));
    }

    /** A report of one unit on an indicator. */
    void figures(String unitId, String indicatorId, long numerator, long denominator) {
        change(
                unitId,
                new Cell.IndicatorCell(indicatorId),
                Counts.of(Count.NUMERATOR, numerator)
                        .with(Count.DENOMINATOR, denominator)
                        .with(Count.UNITS_EXPECTED, 1)
                        .with(Count.UNITS_REPORTED, 1));
    }

    void unit(String unitId, String kind, long treeVersion) {
        changes.pipeInput(unitId, new UnitFacts(unitId, kind, treeVersion));
    }

    /** Noon in Vietnam of a day, from the only rollup partition. */
    void clock(String day) {
        clockOf(0, 1, day + "T05:00:00Z");
    }

    void clockOf(int partition, int partitions, String instant) {
        changes.pipeInput("clock", new ClockMark(partition, partitions, Instant.parse(instant)));
    }

    void plan(String planId, @Nullable String issued) {
        Plan plan = new Plan(
                planId, null, "Kế hoạch", "Plan", "x", issued == null ? null : LocalDate.parse(issued), List.of());
        targets.pipeInput(planId, new PlanState(plan, SOURCE));
    }

    /** A SHARE of plan {@code p}, counted from the plan's issue. */
    void indicator(String indicatorId, Target... goals) {
        Indicator indicator = new Indicator(
                indicatorId,
                "p",
                "c",
                Measure.SHARE,
                "Chỉ tiêu",
                "Target",
                "n",
                "d",
                Recurrence.NONE,
                null,
                List.of(goals));
        targets.pipeInput(indicatorId, new IndicatorState(indicator, SOURCE, null, 0));
    }

    static Target goal(String scope, long minimum, String due) {
        return new Target(scope, BigDecimal.valueOf(minimum).setScale(2), null, LocalDate.parse(due));
    }

    /** Lets one settle pass and reads what came out on a table since the last time. */
    List<TestRecord<String, SpecificRecord>> settled(Topic table) {
        driver.advanceWallClockTime(SETTLE);
        return published(table);
    }

    /** What came out on a table since the last time. */
    List<TestRecord<String, SpecificRecord>> published(Topic table) {
        try (KafkaAvroDeserializer confluent = new KafkaAvroDeserializer(registry)) {
            confluent.configure(Map.of("schema.registry.url", "mock://unused", "specific.avro.reader", true), false);
            TestOutputTopic<String, SpecificRecord> rows =
                    driver.createOutputTopic(table.name(), new StringDeserializer(), (topic, bytes) ->
                            (SpecificRecord) confluent.deserialize(topic, bytes));
            return rows.readRecordsToList();
        }
    }

    List<KpiRow> settledKpis(Topic table) {
        return settled(table).stream().map(row -> (KpiRow) row.value()).toList();
    }

    List<IndicatorRow> settledIndicators() {
        return settled(Topics.KPI_INDICATORS).stream()
                .map(row -> (IndicatorRow) row.value())
                .toList();
    }

    <V extends SpecificRecord> KeyValueStore<String, V> store(Store<V> store) {
        return driver.getKeyValueStore(store.name());
    }

    double metric(String name) {
        return driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    /** What another instance has after it restored the changelogs: all stores, and nothing else. */
    ScorecardRig restarted() {
        ScorecardRig next = new ScorecardRig();
        STORES.forEach(store -> copy(store, next));
        return next;
    }

    private <V extends SpecificRecord> void copy(Store<V> store, ScorecardRig to) {
        try (KeyValueIterator<String, V> entries = store(store).all()) {
            entries.forEachRemaining(entry -> to.store(store).put(entry.key, entry.value));
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
