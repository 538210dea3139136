package org.tiendo.streams.alerting;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.SingleObjectCodec;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.IndicatorFigure;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.Source;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.InternalSerde;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.streams.tree.TreeStage;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Placement;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Unit;

/** The unit tree and alerting as the one task that they are: unit versions and what lifecycle sends in, alerts out. */
final class AlertingFixture implements AutoCloseable {
    private static final String UNITS = "units";
    private static final String FOLLOWED = "followed";

    static {
        TrustedClasses.addContracts();
    }

    private final SingleObjectCodec codec = new SingleObjectCodec(List.of(Unit.getClassSchema()));
    private final List<Sent> sent = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> units;
    private final TestInputTopic<String, SpecificRecord> followed;

    /** An alert that went out, and the instant of its cause. */
    record Sent(TaskAlert alert, Instant at) {}

    AlertingFixture() {
        StreamsBuilder builder = new StreamsBuilder();
        PathHistory.addTo(builder);
        KStream<String, byte[]> raw = builder.stream(UNITS, Consumed.with(Serdes.String(), Serdes.ByteArray()));
        TreeStage.build(raw.mapValues((unitId, bytes) -> decoded(unitId, bytes)));
        KStream<String, SpecificRecord> sentByLifecycle =
                builder.stream(FOLLOWED, Consumed.with(Serdes.String(), InternalSerde.any()));
        AlertingStage.address(sentByLifecycle).process(this::recorder);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerting-" + UUID.randomUUID());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        driver = new TopologyTestDriver(builder.build(), properties, Instant.EPOCH);
        units = driver.createInputTopic(
                UNITS, new StringSerializer(), Serdes.ByteArray().serializer());
        followed = driver.createInputTopic(
                FOLLOWED, new StringSerializer(), InternalSerde.any().serializer());
    }

    private Processor<String, TaskAlert, Void, Void> recorder() {
        return record -> sent.add(new Sent(record.value(), Instant.ofEpochMilli(record.timestamp())));
    }

    /** Stands for ingest; the time that a unit became known is carried in its code, for a mapper sees no timestamp. */
    private Decoded<Unit> decoded(String unitId, byte[] bytes) {
        Unit unit = (Unit) codec.decode(bytes);
        Instant known = Instant.parse(unit.getCode());
        return new Decoded<>(unit, unitId.getBytes(StandardCharsets.UTF_8), bytes, new Source(UNITS, 0, 0L, known));
    }

    /** Publishes a version of a unit of the kind "ward", or of the kind that its id is named after. */
    void place(Instant known, String unitId, Placement... placements) {
        Unit unit = Unit.newBuilder()
                .setUnitId(unitId)
                .setNameVi(unitId)
                .setKind(unitId.replaceAll("[^a-z]", ""))
                .setCode(known.toString())
                .setPlacements(List.of(placements))
                .build();
        units.pipeInput(unitId, codec.encode(unit), known);
    }

    static Placement under(String parentId, LocalDate from) {
        return new Placement(parentId, from);
    }

    static Placement under(String parentId) {
        return under(parentId, LocalDate.EPOCH);
    }

    void alert(TaskAlert alert, Instant at) {
        followed.pipeInput(alert.getAlertId(), alert, at);
    }

    void indicator(Indicator indicator, LocalDate planIssued, Instant at) {
        Source source = new Source("tiendo.indicators", 0, 0L, at);
        followed.pipeInput(indicator.getIndicatorId(), new IndicatorState(indicator, source, planIssued, 0), at);
    }

    /** One reporter's figure. */
    void figure(String indicatorId, String unitId, long numerator, Instant at) {
        figure(
                indicatorId,
                unitId,
                Counts.of(Count.UNITS_EXPECTED, 1).with(Count.UNITS_REPORTED, 1).with(Count.NUMERATOR, numerator),
                at);
    }

    void figure(String indicatorId, String unitId, Counts counts, Instant at) {
        followed.pipeInput(indicatorId, new IndicatorFigure(indicatorId, unitId, counts.toList(), 0, false), at);
    }

    /** The figure of a reporter whose task was called off. */
    void cancelledFigure(String indicatorId, String unitId, Instant at) {
        followed.pipeInput(indicatorId, new IndicatorFigure(indicatorId, unitId, Counts.ZERO.toList(), 0, true), at);
    }

    /** Lifecycle has come to noon of a day. */
    void mark(LocalDate day) {
        followed.pipeInput("0", new ClockMark(0, 1, noon(day)), noon(day));
    }

    static Instant noon(LocalDate day) {
        return BusinessTime.startOf(day).plus(Duration.ofHours(12));
    }

    List<Sent> sent() {
        return sent;
    }

    List<TaskAlert> alerts() {
        return sent.stream().map(Sent::alert).toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
