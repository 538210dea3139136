package org.tiendo.streams.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;

class AgendaTest {
    private static final LocalDate DAY = LocalDate.of(2025, 3, 3);
    private static final Instant NOON = Instant.parse("2025-03-03T05:00:00Z");

    private final Agenda agenda = new Agenda();

    private static Counts tasks(long number) {
        return Counts.of(Count.TASKS, number);
    }

    @Test
    void changesOfAUnitAreGatheredByCellAndDay() {
        // Given
        agenda.addChange("ward", "a", DAY, tasks(1));
        agenda.addChange("ward", "a", DAY, tasks(2));
        agenda.addChange("ward", "i|online", DAY.plusDays(1), tasks(5));

        // When
        Work work = agenda.next();

        // Then
        assertThat(agenda.pendingChanges()).isEqualTo(2);
        assertThat(work).isEqualTo(new Work.Settle("ward"));
        assertThat(agenda.takeChanges("ward"))
                .isEqualTo(Map.of(
                        "a", new TreeMap<>(Map.of(DAY, tasks(3))),
                        "i|online", new TreeMap<>(Map.of(DAY.plusDays(1), tasks(5)))));
        assertThat(agenda.pendingChanges()).isZero();
        assertThat(agenda.next()).isNull();
    }

    @Test
    void whatComesToNothingIsNotPending() {
        // Given
        agenda.addChange("ward", "a", DAY, tasks(1));

        // When
        Counts pending = agenda.addChange("ward", "a", DAY, tasks(-1));

        // Then
        assertThat(pending).isEqualTo(Counts.ZERO);
        assertThat(agenda.pendingChanges()).isZero();
        assertThat(agenda.takeChanges("ward")).isEmpty();
    }

    @Test
    void aClockIsReachedAfterAllThatCameBeforeIt() {
        // Given
        agenda.addChange("first", "a", DAY, tasks(1));
        agenda.add(new Work.Advance(NOON));
        agenda.addChange("second", "a", DAY, tasks(1));
        agenda.addChange("first", "a", DAY, tasks(1));

        // When, Then
        assertThat(agenda.next()).isEqualTo(new Work.Settle("first"));
        assertThat(agenda.next()).isEqualTo(new Work.Advance(NOON));
        assertThat(agenda.next()).isEqualTo(new Work.Settle("second"));
    }

    @Test
    void aLaterClockTakesThePlaceOfOneThatNothingFollows() {
        // Given
        agenda.add(new Work.Advance(NOON));
        agenda.add(new Work.Advance(NOON.plusSeconds(1)));
        agenda.add(new Work.Move("ward"));
        agenda.add(new Work.Advance(NOON.plusSeconds(2)));

        // When, Then
        assertThat(agenda.next()).isEqualTo(new Work.Advance(NOON.plusSeconds(1)));
        assertThat(agenda.next()).isEqualTo(new Work.Move("ward"));
        assertThat(agenda.next()).isEqualTo(new Work.Advance(NOON.plusSeconds(2)));
        assertThat(agenda.next()).isNull();
    }
}
