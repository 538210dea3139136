package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.v1.TaskAlert;

class PresentAlertsTest {
    private final AlertLog log = new AlertLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void onlyTheNewestStateOfEachOpenAlertIsFoundTheEarliestDueFirst() {
        // Given
        log.append(0, AlertLog.raised("t-3"));
        log.append(1, AlertLog.raised("t-1"));
        log.append(1, AlertLog.escalated("t-1"));
        log.append(2, AlertLog.raised("t-2"));
        log.append(2, AlertLog.cleared("t-2"));
        log.append(3, silent("t-4"));
        log.append(
                3,
                TaskAlert.newBuilder(AlertLog.raised("t-5"))
                        .setDue(LocalDate.of(2025, 1, 31))
                        .build());
        // When
        PresentAlerts.Found found = read(EnumSet.allOf(AlertKind.class), false);
        // Then
        assertThat(steps(found)).containsExactly("t-5 RAISED 1", "t-1 ESCALATED 2", "t-3 RAISED 1", "t-4 RAISED 1");
    }

    @Test
    void clearedOnesAreFoundWhereTheyAreWanted() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.cleared("t-1"));
        // Then
        assertThat(steps(read(Set.of(AlertKind.OVERDUE), true))).containsExactly("t-1 CLEARED 1");
        assertThat(steps(read(Set.of(AlertKind.SILENT), true))).isEmpty();
    }

    @Test
    void whatIsNoAlertIsCountedAndTheRestFound() {
        // Given
        log.append(Topics.ALERTS_OVERDUE, 0, new byte[] {7});
        log.append(AlertLog.raised("t-1"));
        // When
        PresentAlerts.Found found = read(Set.of(AlertKind.OVERDUE), false);
        // Then
        assertThat(steps(found)).containsExactly("t-1 RAISED 1");
        assertThat(found.unreadable()).isEqualTo(1);
    }

    @Test
    void aRegistryThatDoesNotKnowTheTopicsIsAFailureNotAnEmptyAnswer() {
        assertThatThrownBy(() -> PresentAlerts.read(
                        new Connection("nowhere:9092", "mock://none"),
                        log.consumer(log.connection().consumerSettings(null)),
                        Set.of(AlertKind.OVERDUE),
                        false))
                .isInstanceOf(OperationFailedException.class);
    }

    private static TaskAlert silent(String task) {
        return TaskAlert.newBuilder(AlertLog.raised(task))
                .setAlertId("silent|" + task)
                .setKind("silent")
                .setDue(null)
                .build();
    }

    private PresentAlerts.Found read(Set<AlertKind> kinds, boolean clearedToo) {
        return PresentAlerts.read(
                log.connection(), log.consumer(log.connection().consumerSettings(null)), kinds, clearedToo);
    }

    private static List<String> steps(PresentAlerts.Found found) {
        return found.alerts().stream()
                .map(ReceivedAlert::alert)
                .map(alert -> alert.getTaskId() + " " + alert.getState() + " " + alert.getLevel())
                .toList();
    }
}
