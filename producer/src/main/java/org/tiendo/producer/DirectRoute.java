package org.tiendo.producer;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.tiendo.contract.Topic;
import org.tiendo.v1.ProgressReport;

/** Straight into Kafka: what it does not take is the caller's to send again. */
final class DirectRoute implements ReportRoute {
    private final ContractProducer producer;
    private final ReportSender sender;
    private final InstantSource clock;

    DirectRoute(ContractProducer producer, Topic topic, InstantSource clock) {
        this.producer = producer;
        this.sender = new ReportSender(producer, topic);
        this.clock = clock;
    }

    @Override
    public CompletableFuture<SendResult> send(ProgressReport report) {
        String reportId = report.getReportId();
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        sender.send(report, clock.instant(), new ContractProducer.Outcome() {
            @Override
            public void acknowledged(RecordMetadata metadata) {
                result.complete(
                        new SendResult.Accepted(reportId, metadata.topic(), metadata.partition(), metadata.offset()));
            }

            @Override
            public void failed(Exception cause) {
                result.complete(
                        new SendResult.Failed(reportId, producer.advice().adviseOn(cause), cause));
            }
        });
        return result;
    }

    @Override
    public void hurry() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
