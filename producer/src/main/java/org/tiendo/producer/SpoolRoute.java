package org.tiendo.producer;

import java.util.concurrent.CompletableFuture;
import org.tiendo.producer.spool.Spool;
import org.tiendo.v1.ProgressReport;

/** By way of this machine's disk. */
final class SpoolRoute implements ReportRoute {
    private final Spool spool;

    SpoolRoute(Spool spool) {
        this.spool = spool;
    }

    @Override
    public CompletableFuture<SendResult> send(ProgressReport report) {
        return spool.send(report);
    }

    @Override
    public void hurry() {
        // It sends what it has as soon as it can.
    }

    @Override
    public void close() {
        spool.close();
    }
}
