package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tiendo.v1.TaskAlert;

class SeenAlertsTest {
    private final SeenAlerts seen = new SeenAlerts(2);

    @Test
    void anotherStateOrLevelOfTheSameAlertIsNews() {
        // When
        seen.add(received(AlertLog.raised("t-1")));
        // Then
        assertThat(seen.contains(received(AlertLog.raised("t-1")))).isTrue();
        assertThat(seen.contains(received(AlertLog.escalated("t-1")))).isFalse();
        assertThat(seen.contains(received(AlertLog.cleared("t-1")))).isFalse();
        assertThat(seen.contains(received(AlertLog.raised("t-2")))).isFalse();
    }

    @Test
    void theStepNotMetForLongestIsForgottenFirst() {
        // Given
        seen.add(received(AlertLog.raised("t-1")));
        seen.add(received(AlertLog.raised("t-2")));
        assertThat(seen.contains(received(AlertLog.raised("t-1")))).isTrue();
        // When
        seen.add(received(AlertLog.raised("t-3")));
        // Then
        assertThat(seen.contains(received(AlertLog.raised("t-1")))).isTrue();
        assertThat(seen.contains(received(AlertLog.raised("t-2")))).isFalse();
    }

    private static ReceivedAlert received(TaskAlert alert) {
        return new ReceivedAlert(alert, AlertKind.OVERDUE, "tiendo.alerts.overdue", 0, 0, AlertLog.AT);
    }
}
