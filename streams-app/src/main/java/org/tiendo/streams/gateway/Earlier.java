package org.tiendo.streams.gateway;

import java.util.Optional;
import org.tiendo.v1.ProgressReport;

/** What was accepted before: lets a request that is made twice change nothing. */
@FunctionalInterface
public interface Earlier {
    /** The report that an id stands for on a task; empty where none is known, or nobody here can say. */
    Optional<ProgressReport> accepted(String taskId, String reportId);
}
