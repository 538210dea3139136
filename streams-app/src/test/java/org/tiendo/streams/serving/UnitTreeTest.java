package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.UnitPath;
import org.tiendo.v1.Unit;

class UnitTreeTest {
    private static final LocalDate REFORM = LocalDate.parse("2025-07-01");
    private static final List<UnitPath> UNITS = List.of(
            unit("old", segment(null, "old")),
            unit("new", segment(null, "new")),
            unit(
                    "ward",
                    segment(null, "ward", "district", "old"),
                    segment(REFORM, "ward", "new"),
                    segment(REFORM.plusYears(1), "ward")),
            unit("district", segment(null, "district", "old")));

    @Test
    void aPlacementHoldsFromItsFirstDay() {
        assertThat(pathOn(REFORM.minusDays(1))).containsExactly("old", "district", "ward");
        assertThat(pathOn(REFORM)).containsExactly("new", "ward");
        assertThat(pathOn(REFORM.plusYears(1))).containsExactly("ward");
        assertThat(pathOn(null)).containsExactly("old", "district", "ward");
    }

    @Test
    void subtreesFollowThePlacementsOfTheDay() {
        // When
        UnitTree before = new UnitTree(UNITS, REFORM.minusDays(1));
        UnitTree after = new UnitTree(UNITS, REFORM);

        // Then
        assertThat(before.subtree("old")).containsExactlyInAnyOrder("old", "district", "ward");
        assertThat(after.subtree("old")).containsExactlyInAnyOrder("old", "district");
        assertThat(after.children("new")).containsExactly("ward");
        assertThat(after.children("ward")).isEmpty();
        assertThat(after.roots()).containsExactly("new", "old");
    }

    private static List<String> pathOn(@Nullable LocalDate day) {
        UnitTree tree = new UnitTree(UNITS, day);
        return tree.unit("ward").map(UnitTree.Node::path).orElseThrow();
    }

    private static PathSegment segment(@Nullable LocalDate from, String... ancestors) {
        return new PathSegment(from, List.of(ancestors));
    }

    private static UnitPath unit(String unitId, PathSegment... segments) {
        Unit unit = new Unit();
        unit.setUnitId(unitId);
        return new UnitPath(unit, List.of(segments), 1L);
    }
}
