package org.tiendo.streams.app;

import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.tiendo.streams.gateway.Earlier;
import org.tiendo.streams.serving.NotReady;
import org.tiendo.streams.serving.Trail;
import org.tiendo.v1.ProgressReport;

/** What the stores know of earlier reports; while they cannot say, reports go on and the pipeline says it. */
final class EarlierReports implements Earlier {
    private final Trail trail;

    EarlierReports(Trail trail) {
        this.trail = trail;
    }

    @Override
    public Optional<ProgressReport> accepted(String taskId, String reportId) {
        try {
            return trail.before(taskId, reportId);
        } catch (NotReady | InvalidStateStoreException e) {
            return Optional.empty();
        }
    }
}
