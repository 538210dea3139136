package org.tiendo.streams.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.Target;

class TargetChoiceTest {
    private static final LocalDate DAY = LocalDate.parse("2025-07-01");

    @Test
    void theUnitsOwnTargetBeatsItsKindsAndThatBeatsAll() {
        // Given
        Target all = target("all", 10, "2025-12-31");
        Target kind = target("ward", 20, "2030-12-31");
        Target own = target("ward-7", 30, "2020-12-31");

        // When / Then
        assertThat(choose(all, kind, own)).isEqualTo(own);
        assertThat(choose(own, kind, all)).isEqualTo(own);
        assertThat(choose(all, kind)).isEqualTo(kind);
        assertThat(choose(all)).isEqualTo(all);
        assertThat(choose(target("province", 40, null))).isNull();
        assertThat(choose()).isNull();
    }

    @Test
    void ofOneScopeTheEarliestDueThatIsNotPastHolds() {
        // Given
        Target past = target("all", 70, "2025-06-30");
        Target today = target("all", 80, "2025-07-01");
        Target later = target("all", 90, "2026-12-31");
        Target open = target("all", 95, null);

        // When / Then
        assertThat(choose(later, past, today, open)).isEqualTo(today);
        assertThat(choose(open, later, past)).isEqualTo(later);
    }

    @Test
    void whenAllAreDueTheOneWithoutADateHoldsElseTheLatest() {
        // Given
        Target earlier = target("all", 70, "2024-12-31");
        Target latest = target("all", 80, "2025-06-30");
        Target open = target("all", 95, null);

        // When / Then
        assertThat(choose(latest, open, earlier)).isEqualTo(open);
        assertThat(choose(latest, earlier)).isEqualTo(latest);
        assertThat(choose(earlier, latest)).isEqualTo(latest);
    }

    private static @Nullable Target choose(Target... targets) {
        return TargetChoice.choose(List.of(targets), "ward-7", "ward", DAY).orElse(null);
    }

    private static Target target(String scope, long minimum, @Nullable String due) {
        return new Target(scope, BigDecimal.valueOf(minimum), null, due == null ? null : LocalDate.parse(due));
    }
}
