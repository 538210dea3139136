package org.tiendo.streams.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;

class DailyStepsTest {
    private static final LocalDate MONDAY = LocalDate.of(2025, 3, 3);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);

    private static Counts tasks(long number) {
        return Counts.of(Count.TASKS, number);
    }

    @Test
    void eachDayIsAStepOfItsOwn() {
        // Given
        NavigableMap<LocalDate, Counts> changes = new TreeMap<>();
        changes.put(MONDAY, tasks(2));
        changes.put(FRIDAY, tasks(-1));

        // When, Then
        assertThat(DailySteps.of(Counts.ZERO, changes)).isEqualTo(changes);
    }

    @Test
    void aChangeThatWouldGoBelowZeroWaitsForTheDayOfWhatItTakesBack() {
        // Given
        NavigableMap<LocalDate, Counts> changes = new TreeMap<>();
        changes.put(MONDAY, tasks(-1));
        changes.put(TUESDAY, tasks(3));
        changes.put(FRIDAY, tasks(1));

        // When
        NavigableMap<LocalDate, Counts> steps = DailySteps.of(Counts.ZERO, changes);

        // Then
        assertThat(steps).hasSize(2).containsEntry(TUESDAY, tasks(2)).containsEntry(FRIDAY, tasks(1));
    }

    @Test
    void noStepGoesBelowZeroAndNothingIsLost() {
        for (long seed = 0; seed < 500; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            Counts before = tasks(random.nextInt(4)).with(Count.DONE, random.nextInt(4));
            Counts after = before;
            NavigableMap<LocalDate, Counts> changes = new TreeMap<>();
            for (int day = 0; day < 6; day++) {
                Counts change = tasks(random.nextInt(-3, 5)).with(Count.DONE, random.nextInt(-3, 5));
                changes.put(MONDAY.plusDays(day), change);
                after = after.plus(change);
            }
            if (after.anyNegative()) {
                continue;
            }

            // When
            NavigableMap<LocalDate, Counts> steps = DailySteps.of(before, changes);

            // Then
            Counts reached = before;
            for (Counts step : steps.values()) {
                reached = reached.plus(step);
                assertThat(reached.anyNegative()).as("seed %d", seed).isFalse();
            }
            assertThat(reached).as("seed %d", seed).isEqualTo(after);
        }
    }
}
