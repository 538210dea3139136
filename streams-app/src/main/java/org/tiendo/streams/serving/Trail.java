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

    /** The report accepted under an id; empty where there is none, or where another instance has the task. */
    Optional<ProgressReport> accepted(String taskId, String reportId);

    Standing standing(Sent sent);
}
