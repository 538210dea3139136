package org.tiendo.producer.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.v1.ProgressReport;

/** Something that happened in a simulated history. */
public sealed interface HistoryEvent {

    /** When its records entered the system. */
    Instant at();

    /** A plan came out. */
    record PlanPublished(Instant at, PlanCatalogue plan) implements HistoryEvent {}

    /** A business day began. */
    record Midnight(Instant at) implements HistoryEvent {}

    /**
     * A unit sent a report.
     *
     * @param key the record's key
     * @param refusal why the pipeline must refuse it; null for a sound report
     * @param duplicate true for one that was sent before with the same content
     */
    record Reported(
            Instant at,
            String key,
            ProgressReport report,
            @Nullable RefusalCode refusal,
            boolean duplicate) implements HistoryEvent {}
}
