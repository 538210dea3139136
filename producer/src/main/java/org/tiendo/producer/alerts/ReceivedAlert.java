package org.tiendo.producer.alerts;

import java.time.Instant;
import org.tiendo.contract.Ids;
import org.tiendo.v1.TaskAlert;

/**
 * An alert and where it was read.
 *
 * @param alert the record as published
 * @param at the record's timestamp: the business clock when the alert reached this state
 */
public record ReceivedAlert(TaskAlert alert, AlertKind kind, String topic, int partition, long offset, Instant at) {
    /**
     * Names this step in the alert's life: {@code alertId|state|level}. The same step may be delivered more than once, and
     * whoever has dealt with it once is done with it.
     */
    public String step() {
        return Ids.join(alert.getAlertId(), alert.getState().name(), String.valueOf(alert.getLevel()));
    }

    /** Where it was read, for messages. */
    public String coordinates() {
        return topic + " partition " + partition + " offset " + offset;
    }
}
