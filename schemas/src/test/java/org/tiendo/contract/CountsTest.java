package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tiendo.testing.ForAll;

class CountsTest {
    @Test
    void addingAndSubtractingIsExact() {
        ForAll.cases(500, random -> {
            // Given
            Counts a = counts(random);
            Counts b = counts(random);
            Counts c = counts(random);

            // Then
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.minus(a).isZero()).isTrue();
            assertThat(a.plus(a.negate())).isEqualTo(Counts.ZERO);
        });
    }

    @Test
    void whatIsStoredIsReadBackWithoutTheZerosAtTheEnd() {
        ForAll.cases(500, random -> {
            // Given
            Counts counts = counts(random);

            // When
            List<Long> stored = counts.toList();

            // Then
            assertThat(Counts.of(stored)).isEqualTo(counts).hasSameHashCodeAs(counts);
            assertThat(stored.isEmpty() || stored.get(stored.size() - 1) != 0).isTrue();
        });
    }

    @Test
    void anOverflowIsAnErrorAndNeverAWrongSum() {
        // Given
        Counts most = Counts.of(Count.NUMERATOR, Long.MAX_VALUE);

        // Then
        assertThatThrownBy(() -> most.plus(Counts.of(Count.NUMERATOR, 1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.negate().minus(Counts.of(Count.NUMERATOR, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void oneNegativeCountIsNoticed() {
        // Then
        assertThat(Counts.of(Count.PARKED, -1).anyNegative()).isTrue();
        assertThat(Counts.of(Count.TASKS, 1).anyNegative()).isFalse();
        assertThat(Counts.ZERO.anyNegative()).isFalse();
    }

    @Test
    void itPrintsWhatIsNotZero() {
        // Then
        assertThat(Counts.of(Count.TASKS, 2).with(Count.DONE, 1)).hasToString("{TASKS=2, DONE=1}");
    }

    @Test
    void theOrderOfCountsIsTheStoredFormat() {
        // Then: new counts go to the end, none ever moves
        assertThat(Count.values())
                .extracting(Count::name)
                .startsWith(
                        "TASKS",
                        "NOT_STARTED",
                        "IN_PROGRESS",
                        "DONE",
                        "BLOCKED",
                        "ONGOING",
                        "DORMANT",
                        "DONE_ON_TIME",
                        "DONE_LATE",
                        "OPEN_IN_TERM",
                        "OVERDUE",
                        "DUE_SOON",
                        "WEIGHT",
                        "WEIGHTED_PERCENT",
                        "EXPECTED",
                        "REPORTED",
                        "SILENT",
                        "NUMERATOR",
                        "DENOMINATOR",
                        "UNITS_EXPECTED",
                        "UNITS_REPORTED",
                        "RECEIVED",
                        "COUNTED",
                        "SUPERSEDED",
                        "DUPLICATE",
                        "REJECTED",
                        "PARKED");
    }

    private static Counts counts(SplittableRandom random) {
        Counts counts = Counts.ZERO;
        for (Count count : Count.values()) {
            if (random.nextInt(3) == 0) {
                counts = counts.with(count, random.nextLong(-1_000_000, 1_000_000));
            }
        }
        return counts;
    }
}
