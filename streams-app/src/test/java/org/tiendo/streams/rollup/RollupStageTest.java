package org.tiendo.streams.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.CellChange;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.UnitFacts;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.InternalSerde;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.v1.Unit;

class RollupStageTest {
    private static final Duration SETTLE = Duration.ofMillis(100);
    private static final LocalDate DAY = LocalDate.of(2025, 6, 20);
    private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);
    private static final String ONLINE = "k|p|online|2025-Q4";

    private final List<SpecificRecord> sent = new ArrayList<>();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, SpecificRecord> contributions = input("contributions");
    private final TestInputTopic<String, SpecificRecord> paths = input("paths");

    private TopologyTestDriver driver() {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, SpecificRecord> internal = Consumed.with(Serdes.String(), InternalSerde.any());
        KStream<String, SpecificRecord> changes = RollupStage.build(
                builder.stream("contributions", internal), builder.stream("paths", internal), 1, SETTLE);
        changes.foreach((key, value) -> sent.add(value));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "rollup-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        return new TopologyTestDriver(builder.build(), properties, BusinessTime.startOf(DAY));
    }

    private TestInputTopic<String, SpecificRecord> input(String topic) {
        return driver.createInputTopic(
                topic, new StringSerializer(), InternalSerde.any().serializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void contribute(String unitId, String source, LocalDate day, CellTotals... cells) {
        contributions.pipeInput(unitId, new Contribution(unitId, source, day, List.of(cells)));
    }

    private static CellTotals cell(String cell, long tasks) {
        return new CellTotals(cell, List.of(tasks));
    }

    private void place(String unitId, PathSegment... segments) {
        Unit unit = Unit.newBuilder()
                .setUnitId(unitId)
                .setNameVi(unitId)
                .setKind("ward")
                .build();
        paths.pipeInput(unitId, new UnitPath(unit, List.of(segments), 1L));
    }

    private static PathSegment from(@Nullable LocalDate day, String... ancestors) {
        return new PathSegment(day, List.of(ancestors));
    }

    private void clock(Instant at) {
        contributions.pipeInput("every partition", new ClockMark(0, 1, at));
    }

    private void settle() {
        driver.advanceWallClockTime(SETTLE);
    }

    private <T extends SpecificRecord> List<T> sent(Class<T> type) {
        return sent.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Map<String, Long> tasksSent() {
        Map<String, Long> tasks = new HashMap<>();
        for (CellChange change : sent(CellChange.class)) {
            long delta = Counts.of(change.getDelta()).get(Count.TASKS);
            tasks.merge(Ids.join(change.getUnitId(), change.getCell()), delta, Long::sum);
        }
        tasks.values().removeIf(sum -> sum == 0);
        return tasks;
    }

    private void given(String unitId, String... ancestors) {
        place(unitId, from(null, ancestors));
        clock(BusinessTime.startOf(DAY));
        settle();
        sent.clear();
    }

    @Test
    void manyChangesOfACellReachEachAncestorAsOne() {
        // Given
        given("ward", "ward", "district", "province");
        contribute("ward", "t1", DAY, cell(ONLINE, 1));
        contribute("ward", "t2", DAY, cell(ONLINE, 1));
        contribute("ward", "t1", DAY, cell(ONLINE, 3));
        assertThat(sent).isEmpty();

        // When
        settle();

        // Then
        assertThat(sent)
                .containsExactlyInAnyOrder(
                        new CellChange("ward", ONLINE, DAY, List.of(4L)),
                        new CellChange("district", ONLINE, DAY, List.of(4L)),
                        new CellChange("province", ONLINE, DAY, List.of(4L)));
    }

    @Test
    void aCellNoLongerNamedIsTakenBack() {
        // Given
        given("ward", "ward");
        contribute("ward", "t1", DAY, cell("k|p|c|dormant", 1));
        settle();

        // When
        contribute("ward", "t1", REFORM, cell(ONLINE, 1));
        settle();

        // Then
        assertThat(tasksSent()).containsExactly(Map.entry("ward|" + ONLINE, 1L));
        assertThat(driver.getKeyValueStore(PipelineStores.PENDING.name()).all())
                .toIterable()
                .isEmpty();
    }

    @Test
    void accountingCountsForEverythingEvenWhileTheUnitIsUnknown() {
        // Given
        contribute("stranger", "t1", DAY, cell("a", 2), cell(ONLINE, 1));
        contribute(Keys.EVERYTHING, "|0", DAY, cell("a", 1));

        // When
        settle();

        // Then
        assertThat(sent).containsExactly(new CellChange(Keys.EVERYTHING, "a", DAY, List.of(3L)));
    }

    @Test
    void whatWaitedForAPathIsSentOnceThePathIsKnown() {
        // Given
        contribute("ward", "t1", DAY, cell("a", 2), cell(ONLINE, 1));
        settle();
        clock(BusinessTime.startOf(DAY));
        settle();

        // When
        place("ward", from(null, "ward", "province"));
        settle();

        // Then
        assertThat(tasksSent())
                .containsOnly(
                        Map.entry("ward|a", 2L),
                        Map.entry("province|a", 2L),
                        Map.entry("||a", 2L),
                        Map.entry("ward|" + ONLINE, 1L),
                        Map.entry("province|" + ONLINE, 1L));
    }

    @Test
    void aPathWaitsForTheClockToTellWhichOfItsDaysItIs() {
        // Given
        place("ward", from(null, "ward", "old"), from(REFORM, "ward", "new"));
        contribute("ward", "t1", DAY, cell(ONLINE, 1));
        settle();
        assertThat(sent(CellChange.class)).isEmpty();

        // When
        clock(BusinessTime.startOf(REFORM));
        settle();

        // Then
        assertThat(tasksSent()).containsOnlyKeys("ward|" + ONLINE, "new|" + ONLINE);
    }

    @Test
    void aPathDatedAheadTakesEffectWhenTheClockReachesItsDay() {
        // Given
        place("ward", from(null, "ward", "old", "country"), from(REFORM, "ward", "new", "country"));
        clock(BusinessTime.startOf(DAY));
        contribute("ward", "t1", DAY, cell(ONLINE, 3));
        settle();
        clock(BusinessTime.startOf(REFORM).minusMillis(1));
        settle();
        sent.clear();

        // When
        clock(BusinessTime.startOf(REFORM));
        settle();

        // Then
        assertThat(sent)
                .containsExactly(
                        new CellChange("old", ONLINE, REFORM, List.of(-3L)),
                        new CellChange("new", ONLINE, REFORM, List.of(3L)),
                        new ClockMark(0, 1, BusinessTime.startOf(REFORM)));
    }

    @Test
    void changesFromBeforeAMoveCountOnTheOldPathFirst() {
        // Given
        given("ward", "ward", "old");
        contribute("ward", "t1", DAY, cell(ONLINE, 2));

        // When
        place("ward", from(null, "ward", "new"));
        settle();

        // Then
        assertThat(sent(CellChange.class))
                .containsExactly(
                        new CellChange("ward", ONLINE, DAY, List.of(2L)),
                        new CellChange("old", ONLINE, DAY, List.of(2L)),
                        new CellChange("old", ONLINE, DAY, List.of(-2L)),
                        new CellChange("new", ONLINE, DAY, List.of(2L)));
    }

    @Test
    void theNextStageLearnsEachUnitsKindAndTreeVersion() {
        // When
        place("ward", from(null, "ward"));

        // Then
        assertThat(sent).containsExactly(new UnitFacts("ward", "ward", 1L));
    }

    @Test
    void theClockMarkWaitsUntilAllThatCameBeforeItIsSettled() {
        // Given more changes than one slice settles
        for (String unit : List.of("u1", "u2", "u3")) {
            contribute(
                    unit,
                    "t1",
                    DAY,
                    IntStream.range(0, 5_000).mapToObj(i -> cell("i|" + i, 1)).toArray(CellTotals[]::new));
        }
        clock(BusinessTime.startOf(DAY));

        // When
        settle();

        // Then
        assertThat(pendingChanges()).isPositive();
        assertThat(sent(ClockMark.class)).isEmpty();

        // When
        settle();

        // Then
        assertThat(pendingChanges()).isZero();
        assertThat(sent(ClockMark.class)).containsExactly(new ClockMark(0, 1, BusinessTime.startOf(DAY)));
    }

    @Test
    void tooManyPendingChangesAreSettledBeforeTheNextRecord() {
        // When
        for (int unit = 0; unit < 12; unit++) {
            contribute(
                    "u" + unit,
                    "t1",
                    DAY,
                    IntStream.range(0, 5_000).mapToObj(i -> cell("i|" + i, 1)).toArray(CellTotals[]::new));
        }

        // Then
        assertThat(pendingChanges()).isLessThanOrEqualTo(25_000);
    }

    private int pendingChanges() {
        int entries = 0;
        try (KeyValueIterator<String, ?> all = driver.<String, Object>getKeyValueStore(PipelineStores.PENDING.name())
                .all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }
}
