package org.tiendo.streams.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.internal.Totals;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.RowMeta;

class ScorecardTaskRowsTest {
    private static final Cell INSPECTION_Q4 = new Cell.Kpi("p", "inspection", "2025-Q4");
    private static final Cell INSPECTION_NONE = new Cell.Kpi("p", "inspection", "none");
    private static final Cell PERSONNEL_Q4 = new Cell.Kpi("p", "personnel", "2025-Q4");

    @Test
    void manyChangesMakeOneRowPerKeyAndSettle() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            for (int i = 0; i < 50; i++) {
                rig.change("x", INSPECTION_Q4, tasks(1));
            }
            assertThat(rig.published(Topics.KPI_BY_UNIT)).isEmpty();

            // When
            List<KpiRow> rows = rig.settledKpis(Topics.KPI_BY_UNIT);

            // Then
            assertThat(rows)
                    .singleElement()
                    .satisfies(row -> assertThat(row.getTasks()).isEqualTo(50));
            assertThat(rig.settled(Topics.KPI_BY_UNIT)).as("nothing new").isEmpty();
        }
    }

    @Test
    void eachTableSumsItsOwnCut() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            rig.unit("x", "ward", 7);
            rig.clock("2025-10-01");
            rig.change("x", INSPECTION_Q4, tasks(1));
            rig.change("x", INSPECTION_NONE, tasks(2));
            rig.change("x", PERSONNEL_Q4, tasks(4));
            rig.change("x2", PERSONNEL_Q4, tasks(8));
            rig.change("x", new Cell.Kpi("p2", "inspection", "none"), tasks(16));

            // When
            Map<String, Long> byUnit = tasksByKey(rig, Topics.KPI_BY_UNIT);

            // Then
            assertThat(byUnit).isEqualTo(Map.of("x|p", 7L, "x|p2", 16L, "x2|p", 8L));
            assertThat(tasksByKey(rig, Topics.KPI_BY_CATEGORY))
                    .isEqualTo(Map.of(
                            "x|p|inspection", 3L, "x|p|personnel", 4L, "x2|p|personnel", 8L, "x|p2|inspection", 16L));
            assertThat(tasksByKey(rig, Topics.KPI_BY_DEADLINE))
                    .isEqualTo(Map.of("x|p|2025-Q4", 5L, "x|p|none", 2L, "x2|p|2025-Q4", 8L, "x|p2|none", 16L));
        }
    }

    @Test
    void aRowSaysUpToWhenItHoldsAndByWhichTree() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            rig.unit("x", "ward", 7);
            rig.unit("y", "ward", 5);
            rig.clockOf(0, 1, "2025-09-30T17:00:00Z");
            rig.change("x", INSPECTION_Q4, tasks(1));

            // When
            TestRecord<String, SpecificRecord> row =
                    rig.settled(Topics.KPI_BY_CATEGORY).get(0);

            // Then: 17:00 UTC is midnight in Vietnam
            Instant midnight = Instant.parse("2025-09-30T17:00:00Z");
            assertThat(((KpiRow) row.value()).getMeta())
                    .isEqualTo(new RowMeta(midnight, LocalDate.parse("2025-10-01"), 7L));
            assertThat(row.getRecordTime()).isEqualTo(midnight);
        }
    }

    @Test
    void dataThroughIsTheClockOfTheSlowestSource() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given one of three partitions not heard yet
            rig.clockOf(0, 3, "2025-10-03T05:00:00Z");
            rig.clockOf(2, 3, "2025-10-01T05:00:00Z");
            rig.change("x", INSPECTION_Q4, tasks(1));
            assertThat(dataThrough(rig)).isNull();

            // When it is heard, when the slowest moves on, and when an old mark comes again
            rig.clockOf(1, 3, "2025-10-02T05:00:00Z");
            rig.change("x", INSPECTION_Q4, tasks(1));
            Instant first = dataThrough(rig);
            rig.clockOf(2, 3, "2025-10-09T05:00:00Z");
            rig.clockOf(1, 3, "2025-10-01T05:00:00Z");
            rig.change("x", INSPECTION_Q4, tasks(1));
            Instant second = dataThrough(rig);

            // Then
            assertThat(first).isEqualTo(Instant.parse("2025-10-01T05:00:00Z"));
            assertThat(second).isEqualTo(Instant.parse("2025-10-02T05:00:00Z"));
        }
    }

    @Test
    void aRowWithoutTasksIsATombstone() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            rig.change("x", INSPECTION_Q4, tasks(1));
            rig.change("x", PERSONNEL_Q4, tasks(1));
            assertThat(rig.settledKpis(Topics.KPI_BY_UNIT)).hasSize(1);
            assertThat(rig.published(Topics.KPI_BY_CATEGORY)).hasSize(2);

            // When
            rig.change("x", PERSONNEL_Q4, tasks(-1));

            // Then
            assertThat(rig.settled(Topics.KPI_BY_CATEGORY)).singleElement().satisfies(row -> {
                assertThat(row.key()).isEqualTo("x|p|personnel");
                assertThat(row.value()).isNull();
            });
            assertThat(rig.published(Topics.KPI_BY_UNIT))
                    .singleElement()
                    .satisfies(
                            row -> assertThat(((KpiRow) row.value()).getTasks()).isEqualTo(1));
            assertThat(rig.store(PipelineStores.TOTALS).get("x|" + PERSONNEL_Q4.key()))
                    .as("a cell at zero takes no room")
                    .isNull();
        }
    }

    @Test
    void theAccountingIsTotalledAndNeverPublished() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            Counts received = Counts.of(Count.RECEIVED, 3).with(Count.COUNTED, 3);

            // When
            rig.change(Keys.EVERYTHING, new Cell.Accounting(), received);
            rig.change(Keys.EVERYTHING, new Cell.Accounting(), received);

            // Then
            assertThat(rig.settled(Topics.KPI_BY_UNIT)).isEmpty();
            Totals everything = rig.store(PipelineStores.TOTALS).get("||a");
            assertThat(Counts.of(everything.getCounts())).isEqualTo(received.plus(received));
        }
    }

    @Test
    void whatIsUnsettledSurvivesARestart() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            rig.clock("2025-10-01");
            rig.change("x", INSPECTION_Q4, tasks(3));

            // When
            try (ScorecardRig next = rig.restarted()) {
                List<KpiRow> rows = next.settledKpis(Topics.KPI_BY_UNIT);

                // Then
                assertThat(rows).singleElement().satisfies(row -> {
                    assertThat(row.getTasks()).isEqualTo(3);
                    assertThat(row.getMeta().getClock()).isEqualTo("2025-10-01");
                });
                assertThat(next.settled(Topics.KPI_BY_UNIT)).isEmpty();
            }
        }
    }

    @Test
    void aBurstIsPublishedInSlicesAndBusyRowsDoNotHoldBackTheRest() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given three rows for each of 1,000 units
            int units = 1_000;
            for (int i = 0; i < units; i++) {
                rig.change("unit-" + (1_000 + i), INSPECTION_Q4, tasks(1));
            }

            // When the first ones change again after each slice
            Map<String, Long> latest = new HashMap<>();
            for (int slice = 1; slice <= 3; slice++) {
                Map<String, Long> byUnit = tasksByKey(rig, Topics.KPI_BY_UNIT);
                int others = rig.published(Topics.KPI_BY_CATEGORY).size()
                        + rig.published(Topics.KPI_BY_DEADLINE).size();
                assertThat(byUnit.size() + others).isEqualTo(ScorecardProcessor.SLICE);
                latest.putAll(byUnit);
                for (int i = 0; i < 300; i++) {
                    rig.change("unit-" + (1_000 + i), INSPECTION_Q4, tasks(1));
                }
            }

            // Then every unit had its turn
            assertThat(latest).hasSize(units);
            assertThat(rig.store(PipelineStores.UNSETTLED_ROWS).approximateNumEntries())
                    .isEqualTo(900);
        }
    }

    @Test
    void aTotalBelowZeroIsCountedKeptExactAndNotPublished() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            rig.change("x", INSPECTION_Q4, tasks(1));
            rig.settled(Topics.KPI_BY_UNIT);

            // When
            rig.change("x", INSPECTION_Q4, tasks(-3));
            rig.change("x", INSPECTION_Q4, tasks(-1));

            // Then
            assertThat(rig.settled(Topics.KPI_BY_UNIT)).isEmpty();
            assertThat(rig.metric("negative-totals-total")).as("one fall").isEqualTo(1);

            // When it is mended
            rig.change("x", INSPECTION_Q4, tasks(5));

            // Then
            assertThat(rig.settledKpis(Topics.KPI_BY_UNIT))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getTasks()).isEqualTo(2));
        }
    }

    @Test
    void whateverTheOrderOfChangesTheLastRowsAreTheirSums() {
        AtomicInteger units = new AtomicInteger();
        try (ScorecardRig rig = new ScorecardRig()) {
            ForAll.cases(200, random -> {
                // Given changes that never take a cell below zero, with settles in between
                String unit = "u" + units.incrementAndGet();
                Map<String, Long> cells = new HashMap<>();
                Map<String, Long> latest = new HashMap<>();
                for (int i = random.nextInt(60); i > 0; i--) {
                    Cell.Kpi cell = new Cell.Kpi("p", "c" + random.nextInt(3), "2025-Q" + random.nextInt(1, 4));
                    long delta = random.nextLong(-cells.getOrDefault(cell.key(), 0L), 4);
                    cells.merge(cell.key(), delta, Long::sum);
                    rig.change(unit, cell, tasks(delta));
                    if (random.nextInt(10) == 0) {
                        latest.putAll(tasksByKey(rig, Topics.KPI_BY_UNIT));
                    }
                }

                // When
                latest.putAll(tasksByKey(rig, Topics.KPI_BY_UNIT));

                // Then
                long sum = cells.values().stream().mapToLong(Long::longValue).sum();
                assertThat(latest.getOrDefault(unit + "|p", 0L)).isEqualTo(sum);
            });
        }
    }

    @Test
    void everyNodeIsNamed() {
        assertThat(ScorecardRig.topology(new MockSchemaRegistryClient())
                        .describe()
                        .toString())
                .contains("scorecard-settle-rows", "produce-tiendo.kpi.by-deadline")
                .doesNotContain("KSTREAM-", "KTABLE-");
    }

    private static Counts tasks(long number) {
        return Counts.of(Count.TASKS, number);
    }

    /** The newest rows by key; a tombstone counts as 0. */
    private static Map<String, Long> tasksByKey(ScorecardRig rig, Topic table) {
        Map<String, Long> tasks = new HashMap<>();
        rig.settled(table)
                .forEach(row -> tasks.put(row.key(), row.value() == null ? 0L : ((KpiRow) row.value()).getTasks()));
        return tasks;
    }

    private static Instant dataThrough(ScorecardRig rig) {
        List<KpiRow> rows = rig.settledKpis(Topics.KPI_BY_UNIT);
        return rows.get(rows.size() - 1).getMeta().getDataThrough();
    }
}
