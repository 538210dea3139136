package org.tiendo.streams.gateway;

import java.util.concurrent.CompletableFuture;
import org.tiendo.producer.SendResult;
import org.tiendo.v1.ProgressReport;

/** Where reports go: {@link org.tiendo.producer.ProgressReporter#send}, or what stands for it in a test. */
@FunctionalInterface
public interface Sender {
    /** Sends, in the order of the calls; may block while Kafka is slow. Never completes exceptionally. */
    CompletableFuture<SendResult> send(ProgressReport report);
}
