package org.tiendo.streams.alerting;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.tiendo.contract.Ids;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;

/**
 * Finds out whom a task's alert is escalated to: the unit that stood so many levels above at the alert's instant. Where
 * nobody stands so high, or the unit was not in the tree yet, that step is left out.
 */
final class EscalationDesk {
    private static final String OVERDUE = "overdue";

    private final KeyValueStore<String, TaskAlert> alerts;
    private final PathHistory history;
    private final AlertSink sink;

    EscalationDesk(KeyValueStore<String, TaskAlert> alerts, PathHistory history, AlertSink sink) {
        this.alerts = alerts;
        this.history = history;
        this.sink = sink;
    }

    void receive(TaskAlert alert, Instant at) {
        TaskAlert before = alerts.get(Ids.join(alert.getUnitId(), alert.getAlertId()));
        if (alert.getState() == AlertState.ESCALATED && alert.getKind().equals(OVERDUE)) {
            List<String> ancestors = history.ancestors(alert.getUnitId(), at);
            if (ancestors.size() < alert.getLevel()) {
                return;
            }
            alert.setEscalatedTo(ancestors.get(alert.getLevel() - 1));
        } else if (alert.getState() == AlertState.CLEARED && before != null) {
            // Whoever was told of it last is who has to hear that it is over.
            alert.setLevel(before.getLevel());
            alert.setEscalatedTo(before.getEscalatedTo());
        }
        sink.send(alert, at);
    }
}
