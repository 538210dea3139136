package org.tiendo.streams.serving;

import java.time.Instant;
import java.util.Optional;
import org.tiendo.v1.ProgressReport;

/** Follows single reports through the stores. Any call may throw {@link NotReady}. */
public interface Trail {

    /**
     * A report in Kafka.
     *
     * @param topic where it lies, with partition and offset
     * @param at about when it was sent
     */
    record Sent(ProgressReport report, String topic, int partition, long offset, Instant at) {}

    /** Follows one report; one thread at a time looks. */
    @FunctionalInterface
    interface Track {
        /** How far the report has come by now. */
        Standing look();
    }

    /** The report accepted under an id; empty where there is none, or where another instance has the task. */
    Optional<ProgressReport> before(String taskId, String reportId);

    /** Begins to follow a report. */
    Track follow(Sent sent);
}
