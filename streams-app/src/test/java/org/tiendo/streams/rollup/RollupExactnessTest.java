package org.tiendo.streams.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.CellChange;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.UnitFacts;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.v1.Unit;

/**
 * Contributions, moves, clocks, slices, commits and crashes at random on three partitions. What the next stage adds up must
 * never be negative on the way, and in the end be what a recomputation from the last contributions and paths gives.
 */
class RollupExactnessTest {
    private static final int PARTITIONS = 3;
    private static final int UNITS = 9;
    private static final LocalDate START = LocalDate.of(2025, 6, 1);
    private static final List<String> CELLS =
            List.of("a", "k|p|c|2025-Q3", "k|p|c|2025-Q4", "k|p|i|dormant", "i|online", "i|a");

    @Test
    void totalsAreNeverNegativeAndEndAsARecomputationWhateverCrashes() {
        for (long seed = 0; seed < 100; seed++) {
            new History(seed).run();
        }
    }

    @Test
    void pendingChangesAreFoundAgainWhateverTheIdsInTheirCells() {
        // Given
        RollupPartition partition = new RollupPartition(0, 1, RollupProcessor.Limits.DEFAULT);
        List<String> cells = List.of("a", "i|a", "i|i", "k|a|i|none", "k|k|a|none", "k|i|k|2025-Q3");
        partition.contributions.add(new Contribution(
                "k",
                "t",
                START,
                cells.stream().map(cell -> new CellTotals(cell, List.of(1L))).toList()));
        partition.readContribution();
        partition.commit();

        // When
        partition.crash();
        partition.punctuate();

        // Then
        assertThat(partition.contents(PipelineStores.LEAF_CELLS).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        cells.stream().map(cell -> Ids.join("k", cell)).toList());
    }

    private static final class History {
        private final long seed;
        private final SplittableRandom random;
        private final List<RollupPartition> partitions = new ArrayList<>();

        // What was put in.
        private final Map<String, Contribution> newest = new HashMap<>();
        private final Map<String, UnitPath> paths = new HashMap<>();
        private final Instant[] clocks = new Instant[PARTITIONS];
        private long treeVersion;

        // What came out.
        private final Map<String, Counts> totals = new HashMap<>();
        private final Map<String, Long> facts = new HashMap<>();
        private final Instant[] marks = new Instant[PARTITIONS];

        History(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            RollupProcessor.Limits limits = new RollupProcessor.Limits(random.nextInt(1, 30), random.nextInt(1, 40));
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new RollupPartition(i, PARTITIONS, limits));
            }
            Arrays.fill(clocks, BusinessTime.startOf(START));
        }

        void run() {
            for (int step = 0; step < 400; step++) {
                RollupPartition partition = partitions.get(random.nextInt(PARTITIONS));
                switch (random.nextInt(12)) {
                    case 0, 1, 2 -> contribute();
                    case 3 -> place();
                    case 4 -> tick(random.nextInt(PARTITIONS));
                    case 5, 6 -> readSome(partition);
                    case 7, 8 -> partition.punctuate();
                    case 9, 10 -> receive(partition.commit());
                    default -> partition.crash();
                }
            }
            for (int i = 0; i < PARTITIONS; i++) {
                tick(i);
            }
            partitions.forEach(this::finish);
            check();
        }

        private void contribute() {
            String unitId = random.nextInt(20) == 0 ? Keys.EVERYTHING : "u" + random.nextInt(UNITS);
            String source = "t" + random.nextInt(4);
            List<CellTotals> cells = new ArrayList<>();
            for (String cell : unitId.equals(Keys.EVERYTHING) ? List.of("a") : CELLS) {
                if (random.nextInt(3) == 0) {
                    cells.add(new CellTotals(cell, List.of((long) random.nextInt(4), (long) random.nextInt(3))));
                }
            }
            Contribution contribution = new Contribution(unitId, source, START.plusDays(random.nextInt(10)), cells);
            newest.put(Ids.join(unitId, source), contribution);
            partitions.get(owner(unitId)).contributions.add(contribution);
        }

        private void place() {
            String unitId = "u" + random.nextInt(UNITS - 1);
            List<PathSegment> segments = new ArrayList<>();
            segments.add(new PathSegment(null, ancestors(unitId)));
            LocalDate from = START.minusDays(3);
            for (int i = random.nextInt(4); i > 0; i--) {
                from = from.plusDays(random.nextInt(1, 6));
                segments.add(new PathSegment(from, ancestors(unitId)));
            }
            Unit unit = Unit.newBuilder()
                    .setUnitId(unitId)
                    .setNameVi(unitId)
                    .setKind("ward")
                    .build();
            UnitPath path = new UnitPath(unit, segments, ++treeVersion);
            paths.put(unitId, path);
            partitions.forEach(partition -> partition.paths.add(path));
        }

        private List<String> ancestors(String unitId) {
            List<String> ancestors = new ArrayList<>(List.of(unitId));
            for (int i = random.nextInt(4); i > 0; i--) {
                String next = "v" + random.nextInt(5);
                if (!ancestors.contains(next)) {
                    ancestors.add(next);
                }
            }
            return ancestors;
        }

        private void tick(int from) {
            clocks[from] = clocks[from].plusSeconds(random.nextInt(3 * 24 * 3600));
            ClockMark mark = new ClockMark(from, PARTITIONS, clocks[from]);
            partitions.forEach(partition -> partition.contributions.add(mark));
        }

        private void readSome(RollupPartition partition) {
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                if (random.nextInt(3) == 0) {
                    partition.readPath();
                } else {
                    partition.readContribution();
                }
            }
        }

        private void finish(RollupPartition partition) {
            while (!partition.hasReadAll()) {
                readSome(partition);
            }
            Instant now = Arrays.stream(clocks).min(Instant::compareTo).orElseThrow();
            int index = partitions.indexOf(partition);
            for (int i = 0; i < 2_000 && !now.equals(marks[index]); i++) {
                partition.punctuate();
                receive(partition.commit());
            }
        }

        private void receive(List<Record<? extends String, ? extends SpecificRecord>> records) {
            for (Record<? extends String, ? extends SpecificRecord> record : records) {
                if (record.value() instanceof CellChange change) {
                    assertThat(record.key()).isEqualTo(change.getUnitId());
                    Counts total = totals.merge(
                            Ids.join(change.getUnitId(), change.getCell()), Counts.of(change.getDelta()), Counts::plus);
                    assertThat(total.anyNegative())
                            .as("seed %d: %s makes %s", seed, change, total)
                            .isFalse();
                } else if (record.value() instanceof UnitFacts unit) {
                    facts.put(unit.getUnitId(), unit.getTreeVersion());
                } else if (record.value() instanceof ClockMark mark) {
                    Instant last = marks[mark.getFromPartition()];
                    assertThat(last == null || !mark.getAt().isBefore(last))
                            .as("seed %d: clocks never go back", seed)
                            .isTrue();
                    marks[mark.getFromPartition()] = mark.getAt();
                }
            }
        }

        private void check() {
            Instant now = Arrays.stream(clocks).min(Instant::compareTo).orElseThrow();
            assertThat(marks).as("seed %d", seed).containsOnly(now);
            Map<String, Counts> expected = recomputation(BusinessTime.dayOf(now));
            totals.values().removeIf(Counts::isZero);
            assertThat(totals).as("seed %d", seed).isEqualTo(expected);
            Map<String, Long> versions = new HashMap<>();
            paths.forEach((unitId, path) -> versions.put(unitId, path.getTreeVersion()));
            assertThat(facts).as("seed %d", seed).isEqualTo(versions);
            for (RollupPartition partition : partitions) {
                assertThat(partition.contents(PipelineStores.PENDING))
                        .as("seed %d", seed)
                        .isEmpty();
                assertThat(partition.contents(PipelineStores.UNITS))
                        .as("seed %d: every partition holds every unit", seed)
                        .containsOnlyKeys(paths.keySet());
            }
        }

        private Map<String, Counts> recomputation(LocalDate today) {
            Map<String, Counts> expected = new HashMap<>();
            for (Contribution contribution : newest.values()) {
                UnitPath path = paths.get(contribution.getUnitId());
                List<String> above = new ArrayList<>(path == null ? List.of() : onDay(path, today));
                for (CellTotals cell : contribution.getCells()) {
                    List<String> counting = new ArrayList<>(above);
                    if (cell.getCell().equals(Cell.Accounting.KEY)) {
                        counting.add(Keys.EVERYTHING);
                    }
                    counting.forEach(unit ->
                            expected.merge(Ids.join(unit, cell.getCell()), Counts.of(cell.getCounts()), Counts::plus));
                }
            }
            expected.values().removeIf(Counts::isZero);
            return expected;
        }

        private static List<String> onDay(UnitPath path, LocalDate day) {
            return path.getSegments().stream()
                    .filter(segment ->
                            segment.getFrom() == null || !segment.getFrom().isAfter(day))
                    .reduce((earlier, later) -> later)
                    .orElseThrow()
                    .getAncestors();
        }

        private static int owner(String unitId) {
            return BuiltInPartitioner.partitionForKey(unitId.getBytes(StandardCharsets.UTF_8), PARTITIONS);
        }
    }
}
