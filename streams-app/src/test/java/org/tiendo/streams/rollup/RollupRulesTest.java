package org.tiendo.streams.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.internal.CellChange;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.PathSegment;

class RollupRulesTest {
    private static final LocalDate DAY = LocalDate.of(2025, 3, 3);
    private static final Instant NOON = Instant.parse("2025-03-03T05:00:00Z");

    private static CellTotals cell(String cell, long tasks) {
        return new CellTotals(cell, List.of(tasks));
    }

    private static Counts tasks(long number) {
        return Counts.of(Count.TASKS, number);
    }

    @Test
    void aContributionReplacesTheLastOneOfItsSource() {
        assertThat(ContributionDiff.between(
                        List.of(cell("same", 1), cell("more", 1), cell("gone", 4)),
                        List.of(cell("same", 1), cell("more", 3), cell("new", 2))))
                .isEqualTo(Map.of("more", tasks(2), "new", tasks(2), "gone", tasks(-4)));
    }

    @Test
    void theSameContributionAgainChangesNothing() {
        List<CellTotals> cells = List.of(cell("a", 1), cell("i|online", 7));
        assertThat(ContributionDiff.between(cells, cells)).isEmpty();
    }

    @Test
    void aMoveLeavesCommonAncestorsAlone() {
        PathMove move = PathMove.between(
                List.of("ward", "old-district", "province"), List.of("ward", "new-district", "province"));
        assertThat(move).isEqualTo(new PathMove(List.of("old-district"), List.of("new-district")));
    }

    @Test
    void aSegmentHoldsFromItsFirstDayOn() {
        List<PathSegment> segments =
                List.of(new PathSegment(null, List.of("ward")), new PathSegment(DAY, List.of("ward", "province")));
        assertThat(DatedPath.on(DAY.minusDays(1), segments)).containsExactly("ward");
        assertThat(DatedPath.on(DAY, segments)).containsExactly("ward", "province");
    }

    @Test
    void onlyUnitsWhosePathsChangeAreDueOnADay() {
        // Given
        UpcomingPaths upcoming = new UpcomingPaths();
        upcoming.add("stays", List.of(new PathSegment(null, List.of("stays"))), DAY);
        upcoming.add("moves", List.of(new PathSegment(DAY.plusDays(2), List.of("moves"))), DAY);
        upcoming.add("unplaced", List.of(new PathSegment(null, List.of("unplaced"))), null);

        // When, Then
        assertThat(upcoming.due(DAY.plusDays(1))).containsExactly("unplaced");
        assertThat(upcoming.due(DAY.plusDays(2))).containsExactly("moves");
        assertThat(upcoming.due(DAY.plusDays(9))).isEmpty();
    }

    @Test
    void theClockIsTheLeastOfAllPartitionsAndUnknownUntilAllAreHeard() {
        // Given
        RollupClock clock = new RollupClock();

        // When, Then
        assertThat(clock.now()).isEmpty();
        assertThat(clock.hear(1, 2, NOON)).isTrue();
        assertThat(clock.now()).isEmpty();
        assertThat(clock.hear(0, 2, NOON.plusSeconds(9))).isTrue();
        assertThat(clock.now()).contains(NOON);
        assertThat(clock.hear(1, 2, NOON.minusSeconds(1))).isFalse();
        assertThat(clock.now()).contains(NOON);
    }

    @Test
    void aBatchSendsOneChangeForEachCellAndDayOldestFirst() {
        // Given
        ChangeBatch batch = new ChangeBatch();
        batch.add("province", "a", DAY.plusDays(1), tasks(1));
        batch.add("province", "a", DAY, tasks(2));
        batch.add("province", "a", DAY, tasks(3));
        batch.add("ward", "a", DAY, tasks(1));
        batch.add("ward", "a", DAY, tasks(-1));

        // When, Then
        assertThat(batch.drain())
                .containsExactly(
                        new CellChange("province", "a", DAY, List.of(5L)),
                        new CellChange("province", "a", DAY.plusDays(1), List.of(1L)));
        assertThat(batch.drain()).isEmpty();
    }
}
