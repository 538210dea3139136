package org.tiendo.streams.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.tree.UnitTreeTest.under;
import static org.tiendo.streams.tree.UnitTreeTest.unit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.SingleObjectCodec;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.tree.UnitTree.Accepted;
import org.tiendo.streams.tree.UnitTree.Outcome;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Unit;

/** Any history of versions against the plainest way to walk a tree. */
class UnitTreeHistoryTest {
    static {
        TrustedClasses.addContracts();
    }

    @Test
    void anyVersionsInAnyOrderGiveThePathsOfEachDay() {
        for (long seed = 0; seed < 300; seed++) {
            new RandomHistory(seed).run();
        }
    }

    private static List<String> ids(Accepted outcome) {
        return outcome.changed().stream()
                .map(path -> path.getUnit().getUnitId())
                .toList();
    }

    /** Versions at random against the plainest way to walk a tree: from parent to parent, day by day. */
    private static final class RandomHistory {
        private static final LocalDate START = LocalDate.of(2025, 1, 1);
        private static final int DAYS = 12;
        private static final SingleObjectCodec CODEC = new SingleObjectCodec(List.of(UnitPath.getClassSchema()));

        private final long seed;
        private final SplittableRandom random;
        private final Map<String, Unit> good = new HashMap<>();
        private UnitTree tree = UnitTree.restored(List.of());

        RandomHistory(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void run() {
            for (int step = 0; step < 40; step++) {
                Unit version = version();
                Map<String, Unit> candidate = new HashMap<>(good);
                candidate.put(version.getUnitId(), version);
                Map<String, List<List<String>>> before = walks(good);
                Map<String, List<List<String>>> after = walks(candidate);
                boolean sound = after.values().stream().flatMap(List::stream).noneMatch(List::isEmpty);

                Outcome outcome = tree.accept(version);

                assertThat(outcome instanceof Accepted)
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(sound);
                if (outcome instanceof Accepted accepted) {
                    good.put(version.getUnitId(), version);
                    Set<String> changed = new TreeSet<>(Set.of(version.getUnitId()));
                    after.forEach((unitId, paths) -> {
                        if (!paths.equals(before.get(unitId))) {
                            changed.add(unitId);
                        }
                    });
                    assertThat(new TreeSet<>(ids(accepted)))
                            .as("seed %d step %d", seed, step)
                            .isEqualTo(changed);
                }
                good.keySet().forEach(this::checkPath);
                if (random.nextInt(4) == 0) {
                    tree = UnitTree.restored(good.keySet().stream()
                            .map(unitId -> (UnitPath)
                                    CODEC.decode(CODEC.encode(tree.path(unitId).orElseThrow())))
                            .toList());
                }
            }
        }

        private Unit version() {
            Placement[] placements = new Placement[random.nextInt(4)];
            for (int i = 0; i < placements.length; i++) {
                String parent = random.nextInt(6) == 0 ? null : "u" + random.nextInt(8);
                placements[i] = under(parent, START.plusDays(random.nextInt(1, DAYS)));
            }
            return unit("u" + random.nextInt(8), placements);
        }

        private void checkPath(String unitId) {
            List<PathSegment> segments = tree.path(unitId).orElseThrow().getSegments();
            assertThat(segments.get(0).getFrom()).isNull();
            TreeMap<LocalDate, List<String>> byDay = new TreeMap<>();
            for (PathSegment segment : segments) {
                byDay.put(Objects.requireNonNullElse(segment.getFrom(), START), segment.getAncestors());
            }
            assertThat(byDay).as("one segment a day").hasSameSizeAs(segments);
            List<List<String>> days = Objects.requireNonNull(walks(good).get(unitId));
            for (int day = 0; day < DAYS; day++) {
                assertThat(byDay.floorEntry(START.plusDays(day)).getValue())
                        .as("seed %d %s day %d", seed, unitId, day)
                        .isEqualTo(days.get(day));
            }
            List<List<String>> paths =
                    segments.stream().map(PathSegment::getAncestors).collect(Collectors.toList());
            for (int i = 1; i < paths.size(); i++) {
                assertThat(paths.get(i)).as("seed %d", seed).isNotEqualTo(paths.get(i - 1));
            }
        }

        /** By unit and day the ancestors; empty for a path that does not end. */
        private static Map<String, List<List<String>>> walks(Map<String, Unit> units) {
            Map<String, List<List<String>>> walks = new HashMap<>();
            for (String unitId : units.keySet()) {
                List<List<String>> days = new ArrayList<>();
                for (int day = 0; day < DAYS; day++) {
                    days.add(walk(unitId, START.plusDays(day), units));
                }
                walks.put(unitId, days);
            }
            return walks;
        }

        private static List<String> walk(String unitId, LocalDate day, Map<String, Unit> units) {
            List<String> path = new ArrayList<>();
            for (Unit at = units.get(unitId); at != null; ) {
                if (path.contains(at.getUnitId())) {
                    return List.of();
                }
                path.add(at.getUnitId());
                Placement holding = null;
                for (Placement placement : at.getPlacements()) {
                    boolean begun = !placement.getFrom().isAfter(day);
                    if (begun && (holding == null || !placement.getFrom().isBefore(holding.getFrom()))) {
                        holding = placement;
                    }
                }
                String parent = holding == null ? null : holding.getParentId();
                at = parent == null ? null : units.get(parent);
            }
            return path;
        }
    }
}
