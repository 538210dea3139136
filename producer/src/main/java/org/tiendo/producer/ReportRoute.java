package org.tiendo.producer;

import java.util.concurrent.CompletableFuture;
import org.tiendo.v1.ProgressReport;

/** The way that checked reports take out of this program. */
interface ReportRoute {
    /** Completes with what became of the report; never exceptionally. */
    CompletableFuture<SendResult> send(ProgressReport report);

    /** Has what is buffered sent now rather than a little later. */
    void hurry();

    void close();
}
