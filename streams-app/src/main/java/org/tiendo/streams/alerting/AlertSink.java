package org.tiendo.streams.alerting;

import java.time.Instant;
import org.tiendo.v1.TaskAlert;

/** Where finished alerts go: they are kept for queries and sent to their topic. */
@FunctionalInterface
interface AlertSink {
    /** @param at the instant of the cause */
    void send(TaskAlert alert, Instant at);
}
