package org.tiendo.streams.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.tree.UnitTree.Accepted;
import org.tiendo.streams.tree.UnitTree.Outcome;
import org.tiendo.streams.tree.UnitTree.Refused;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Unit;

class UnitTreeTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);
    private static final LocalDate EARLIER = LocalDate.of(2020, 1, 1);

    private final UnitTree tree = UnitTree.restored(List.of());

    static Unit unit(String unitId, Placement... placements) {
        return Unit.newBuilder()
                .setUnitId(unitId)
                .setNameVi(unitId)
                .setPlacements(List.of(placements))
                .build();
    }

    static Placement under(@Nullable String parentId, LocalDate from) {
        return new Placement(parentId, from);
    }

    @Test
    void aUnitWithoutPlacementsIsARoot() {
        // When
        Accepted outcome = (Accepted) tree.accept(unit("province"));

        // Then
        assertThat(outcome.changed())
                .containsExactly(
                        new UnitPath(unit("province"), List.of(new PathSegment(null, List.of("province"))), 1L));
    }

    @Test
    void aUnitIsARootBeforeItsFirstPlacementAndUnderItsNewestAfterwards() {
        // Given
        tree.accept(unit("old-province"));
        tree.accept(unit("new-province"));

        // When
        tree.accept(unit("ward", under("old-province", EARLIER), under("new-province", REFORM)));

        // Then
        assertThat(segments("ward"))
                .containsExactly(
                        new PathSegment(null, List.of("ward")),
                        new PathSegment(EARLIER, List.of("ward", "old-province")),
                        new PathSegment(REFORM, List.of("ward", "new-province")));
    }

    @Test
    void aMovedUnitTakesWhatStandsBelowItAlongOnTheSameDay() {
        // Given
        tree.accept(unit("a"));
        tree.accept(unit("b"));
        tree.accept(unit("district", under("a", EARLIER)));
        tree.accept(unit("ward", under("district", EARLIER)));

        // When
        Accepted outcome = (Accepted) tree.accept(unit("district", under("a", EARLIER), under("b", REFORM)));

        // Then
        assertThat(ids(outcome)).containsExactly("district", "ward");
        assertThat(segments("ward"))
                .endsWith(
                        new PathSegment(EARLIER, List.of("ward", "district", "a")),
                        new PathSegment(REFORM, List.of("ward", "district", "b")));
    }

    @Test
    void aUnitOfAnUnknownParentIsARootUntilTheParentComes() {
        // Given
        tree.accept(unit("ward", under("province", EARLIER)));
        assertThat(segments("ward")).containsExactly(new PathSegment(null, List.of("ward")));

        // When
        Accepted outcome = (Accepted) tree.accept(unit("province"));

        // Then
        assertThat(ids(outcome)).containsExactly("province", "ward");
        assertThat(segments("ward"))
                .containsExactly(
                        new PathSegment(null, List.of("ward")), new PathSegment(EARLIER, List.of("ward", "province")));
    }

    @Test
    void aCycleOnAnyDayIsRefusedAndTheLastGoodVersionStays() {
        // Given
        tree.accept(unit("a"));
        tree.accept(unit("b", under("a", EARLIER)));

        // When
        Outcome outcome = tree.accept(unit("a", under("b", REFORM)));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Refused.Code.CYCLE);
            assertThat(refused.reason()).contains("2025-07-01").contains("a under b under a");
        });
        assertThat(tree.version()).isEqualTo(2);
        assertThat(segments("a")).containsExactly(new PathSegment(null, List.of("a")));
        assertThat(tree.accept(unit("c", under("a", EARLIER)))).isInstanceOf(Accepted.class);
    }

    @Test
    void aUnitMayNotStandUnderItself() {
        assertThat(tree.accept(unit("a", under("a", EARLIER)))).isInstanceOf(Refused.class);
        assertThat(tree.path("a")).isEmpty();
    }

    @Test
    void twoUnitsMayStandAboveOneAnotherInTurn() {
        // Given
        tree.accept(unit("a"));
        tree.accept(unit("b", under("a", EARLIER), under(null, REFORM)));

        // When
        Outcome outcome = tree.accept(unit("a", under("b", REFORM)));

        // Then
        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(segments("a")).endsWith(new PathSegment(REFORM, List.of("a", "b")));
        assertThat(segments("b"))
                .containsExactly(
                        new PathSegment(null, List.of("b")),
                        new PathSegment(EARLIER, List.of("b", "a")),
                        new PathSegment(REFORM, List.of("b")));
    }

    @Test
    void aPathHoldsThirtyTwoUnitsAndNoMore() {
        // Given
        tree.accept(unit("u1"));
        for (int i = 2; i <= 32; i++) {
            assertThat(tree.accept(unit("u" + i, under("u" + (i - 1), EARLIER))))
                    .isInstanceOf(Accepted.class);
        }

        // When
        Outcome below = tree.accept(unit("u33", under("u32", EARLIER)));
        Outcome above = tree.accept(unit("u1", under("u0", EARLIER)));
        Outcome root = tree.accept(unit("u0"));

        // Then
        assertThat(below)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.DEPTH));
        assertThat(above).isInstanceOf(Accepted.class);
        assertThat(root)
                .as("its coming would push the deepest unit down")
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.DEPTH));
    }

    @Test
    void aPathTooLongForOneRecordIsRefused() {
        // Given
        String wordy = "w".repeat(120);
        tree.accept(unit(wordy + "a"));
        tree.accept(unit(wordy + "b"));
        Placement[] moves = new Placement[1_000];
        for (int i = 0; i < moves.length; i++) {
            moves[i] = under(wordy + (i % 2 == 0 ? "a" : "b"), EARLIER.plusDays(i));
        }

        // When
        Outcome outcome = tree.accept(unit("restless", moves));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.PATH_TOO_LONG));
    }

    @Test
    void aVersionThatMovesNothingChangesOnlyItsUnit() {
        // Given
        tree.accept(unit("province"));
        tree.accept(unit("ward", under("province", EARLIER)));
        Unit renamed = unit("province");
        renamed.setNameVi("renamed");

        // When
        Accepted outcome = (Accepted) tree.accept(renamed);

        // Then
        assertThat(outcome.changed()).extracting(UnitPath::getUnit).containsExactly(renamed);
        assertThat(outcome.changed()).extracting(UnitPath::getTreeVersion).containsExactly(3L);
    }

    @Test
    void aLargeTreeGrowsOneUnitAtATime() {
        for (int i = 0; i < 10_000; i++) {
            Unit next = i == 0 ? unit("u0") : unit("u" + i, under("u" + (i - 1) / 10, EARLIER));
            assertThat(((Accepted) tree.accept(next)).changed()).hasSize(1);
        }
    }

    private List<PathSegment> segments(String unitId) {
        return tree.path(unitId).orElseThrow().getSegments();
    }

    private static List<String> ids(Accepted outcome) {
        return outcome.changed().stream()
                .map(path -> path.getUnit().getUnitId())
                .toList();
    }
}
