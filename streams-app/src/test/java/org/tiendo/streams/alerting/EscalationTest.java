package org.tiendo.streams.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.alerting.AlertingFixture.noon;
import static org.tiendo.streams.alerting.AlertingFixture.under;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;

/** Whom an overdue alert is taken to: those above the unit in the tree as it was known at the alert's own instant. */
class EscalationTest {
    private static final LocalDate KNOWN = LocalDate.of(2025, 1, 1);
    private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    private final AlertingFixture stage = new AlertingFixture();

    @BeforeEach
    void placeUnits() {
        stage.place(noon(KNOWN), "province");
        stage.place(noon(KNOWN), "district", under("province"));
        stage.place(noon(KNOWN), "ward", under("district"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theUnitThenItsParentThenItsGrandparentIsTold() {
        // When
        stage.alert(overdue("ward", AlertState.RAISED, 1), noon(DAY));
        stage.alert(overdue("ward", AlertState.ESCALATED, 2), noon(DAY.plusDays(6)));
        stage.alert(overdue("ward", AlertState.ESCALATED, 3), noon(DAY.plusDays(29)));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getState, TaskAlert::getLevel, TaskAlert::getEscalatedTo)
                .containsExactly(
                        tuple(AlertState.RAISED, 1, null),
                        tuple(AlertState.ESCALATED, 2, "district"),
                        tuple(AlertState.ESCALATED, 3, "province"));
        assertThat(stage.sent()).extracting(AlertingFixture.Sent::at).contains(noon(DAY.plusDays(29)));
    }

    @Test
    void theTreeThatCameLaterIsNotYetKnownToAnOlderAlert() {
        // Given the tree of the reform, read long before the alerts of the years before it
        stage.place(noon(REFORM), "city");
        stage.place(noon(REFORM), "district", under("city"));
        stage.place(noon(REFORM), "ward", under("city"));

        // When
        stage.alert(overdue("ward", AlertState.ESCALATED, 2), noon(DAY));
        stage.alert(overdue("ward", AlertState.ESCALATED, 3), noon(DAY));
        stage.alert(overdue("ward", AlertState.ESCALATED, 2), noon(REFORM).minusMillis(1));
        stage.alert(overdue("ward", AlertState.ESCALATED, 2), noon(REFORM));
        stage.alert(overdue("ward", AlertState.ESCALATED, 3), noon(REFORM));

        // Then the city, which stands at the top, is told as soon as it was known, and nobody above it
        assertThat(stage.alerts())
                .extracting(TaskAlert::getEscalatedTo)
                .containsExactly("district", "province", "district", "city");
    }

    @Test
    void aPlacementDatedAheadHoldsFromMidnightOfItsDay() {
        // Given
        stage.place(noon(KNOWN), "city");
        stage.place(noon(DAY), "ward", under("district"), under("city", REFORM));
        Instant midnight = BusinessTime.startOf(REFORM);

        // When
        stage.alert(overdue("ward", AlertState.ESCALATED, 2), midnight.minusMillis(1));
        stage.alert(overdue("ward", AlertState.ESCALATED, 2), midnight);

        // Then
        assertThat(stage.alerts()).extracting(TaskAlert::getEscalatedTo).containsExactly("district", "city");
    }

    @Test
    void stepsThatNobodyStandsHighEnoughForAreLeftOut() {
        // Given a unit under a parent that is not in the tree
        stage.place(noon(KNOWN), "orphan", under("nobody"));

        // When
        stage.alert(overdue("province", AlertState.RAISED, 1), noon(DAY));
        stage.alert(overdue("province", AlertState.ESCALATED, 2), noon(DAY));
        stage.alert(overdue("district", AlertState.ESCALATED, 3), noon(DAY));
        stage.alert(overdue("orphan", AlertState.ESCALATED, 2), noon(DAY));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getUnitId, TaskAlert::getState)
                .containsExactly(tuple("province", AlertState.RAISED));
    }

    @Test
    void aUnitThatWasNotKnownThenIsToldItselfAndNobodyElse() {
        // Given a unit that comes into the tree after its alerts
        stage.place(noon(DAY.plusDays(9)), "late", under("province"));

        // When
        stage.alert(overdue("late", AlertState.RAISED, 1), noon(DAY));
        stage.alert(overdue("late", AlertState.ESCALATED, 2), noon(DAY.plusDays(6)));
        stage.alert(overdue("late", AlertState.ESCALATED, 3), noon(DAY.plusDays(29)));
        stage.alert(overdue("unknown", AlertState.RAISED, 1), noon(DAY));
        stage.alert(overdue("unknown", AlertState.ESCALATED, 2), noon(DAY));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getUnitId, TaskAlert::getLevel)
                .containsExactly(tuple("late", 1), tuple("unknown", 1));
    }

    @Test
    void aClearingGoesToWhomeverWasToldLast() {
        // Given a district's alert, whose third step nobody stands high enough for
        stage.alert(overdue("district", AlertState.RAISED, 1), noon(DAY));
        stage.alert(overdue("district", AlertState.ESCALATED, 2), noon(DAY.plusDays(6)));
        stage.alert(overdue("district", AlertState.ESCALATED, 3), noon(DAY.plusDays(29)));

        // When the district moves, and the task is done
        stage.place(noon(REFORM), "city");
        stage.place(noon(REFORM), "district", under("city"));
        TaskAlert cleared = overdue("district", AlertState.CLEARED, 3);
        cleared.setClearedReason("done");
        stage.alert(cleared, noon(REFORM));

        // Then
        assertThat(stage.alerts())
                .extracting(
                        TaskAlert::getState,
                        TaskAlert::getLevel,
                        TaskAlert::getEscalatedTo,
                        TaskAlert::getClearedReason)
                .containsExactly(
                        tuple(AlertState.RAISED, 1, null, null),
                        tuple(AlertState.ESCALATED, 2, "province", null),
                        tuple(AlertState.CLEARED, 2, "province", "done"));
    }

    @Test
    void aReminderGoesUpWithoutAnyoneElseBeingTold() {
        // When
        TaskAlert reminder = overdue("ward", AlertState.ESCALATED, 3);
        reminder.setKind("due-soon");
        stage.alert(reminder, noon(DAY));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getLevel, TaskAlert::getEscalatedTo)
                .containsExactly(tuple(3, null));
    }

    private static TaskAlert overdue(String unitId, AlertState state, int level) {
        return TaskAlert.newBuilder()
                .setAlertId("overdue|t|" + unitId + "||2025-02-28|1")
                .setKind("overdue")
                .setTaskId("t")
                .setUnitId(unitId)
                .setPlanId("plan")
                .setDue(DAY.minusDays(1))
                .setRaisedOn(DAY)
                .setState(state)
                .setLevel(level)
                .build();
    }
}
