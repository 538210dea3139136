package org.tiendo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class ManyDeadlinesTest {
    private static final LocalDate YEAR_END = LocalDate.of(2025, 12, 31);

    @Test
    void atAYearEndEveryMidnightOfTheCalendarOwesOneAlertForEachOccurrence() {
        // Given
        ManyDeadlines deadlines = ManyDeadlines.onOneDay(YEAR_END, 50);

        // When
        Map<LocalDate, Map<String, Integer>> owed = new HashMap<>();
        deadlines.midnights().forEach(day -> owed.put(day, deadlines.owedAt(day)));

        // Then
        assertThat(owed)
                .isEqualTo(Map.of(
                        LocalDate.of(2025, 12, 1), Map.of("due-soon RAISED, level 1, to nobody", 50),
                        LocalDate.of(2025, 12, 24), Map.of("due-soon ESCALATED, level 2, to nobody", 50),
                        LocalDate.of(2025, 12, 30), Map.of("due-soon ESCALATED, level 3, to nobody", 50),
                        LocalDate.of(2026, 1, 1), Map.of("overdue RAISED, level 1, to nobody", 50),
                        LocalDate.of(2026, 1, 7), Map.of("overdue ESCALATED, level 2, to district", 50),
                        LocalDate.of(2026, 1, 30), Map.of("overdue ESCALATED, level 3, to province", 50)));
    }

    @Test
    void onOrdinaryNightsSomeAreRemindedForTheFirstTimeAndSomeOfEarlierNightsAgain() {
        // Given
        LocalDate first = LocalDate.of(2025, 3, 1);

        // When
        ManyDeadlines deadlines = ManyDeadlines.remindingFrom(first, 30, 20);

        // Then
        assertThat(deadlines.occurrences()).isEqualTo(600);
        assertThat(deadlines.owedAt(first)).isEqualTo(Map.of("due-soon RAISED, level 1, to nobody", 20));
        assertThat(deadlines.owedAt(first.plusDays(23)))
                .isEqualTo(Map.of(
                        "due-soon RAISED, level 1, to nobody", 20,
                        "due-soon ESCALATED, level 2, to nobody", 20));
    }

    @Test
    void everyTaskIsOwedByTenWardsOfTheTree() {
        // Given
        ManyDeadlines deadlines = ManyDeadlines.onOneDay(YEAR_END, 1_000);
        Set<String> units = new HashSet<>(
                ManyDeadlines.units().stream().map(Unit::getUnitId).toList());

        // When
        Set<String> assignments = new HashSet<>();
        for (TaskDefinition task : deadlines.tasks()) {
            task.getAssignments().forEach(unit -> {
                assertThat(units).contains(unit);
                assignments.add(task.getTaskId() + " " + unit);
            });
        }

        // Then
        assertThat(units).hasSize(111);
        assertThat(assignments).hasSize(1_000);
    }

    @Test
    void anAlertToADistrictThatIsNotTheWardsOwnIsOfNoSortThatIsOwed() {
        // Given
        TaskAlert.Builder alert = TaskAlert.newBuilder()
                .setAlertId("id")
                .setKind("overdue")
                .setState(AlertState.ESCALATED)
                .setLevel(2)
                .setTaskId("t")
                .setUnitId("bench.ward-27")
                .setPlanId("p")
                .setRaisedOn(YEAR_END);

        // When
        String toItsOwn =
                ManyDeadlines.sortOf(alert.setEscalatedTo("bench.district-7").build());
        String toAnother =
                ManyDeadlines.sortOf(alert.setEscalatedTo("bench.district-2").build());

        // Then
        assertThat(toItsOwn).isEqualTo("overdue ESCALATED, level 2, to district");
        assertThat(toAnother).isEqualTo("overdue ESCALATED, level 2, to bench.district-2");
    }
}
