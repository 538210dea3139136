package org.tiendo.producer;

import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.tiendo.contract.Topic;
import org.tiendo.v1.ProgressReport;

/** Puts a report on its topic, the same whether it comes straight from a program or out of a spool. */
public final class ReportSender {
    private final ContractProducer producer;
    private final Topic topic;

    /** @param topic where reports go: {@code tiendo.progress}, or a trusted writer's own */
    public ReportSender(ContractProducer producer, Topic topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Sends without waiting; what goes wrong goes to the outcome, on the spot where the report cannot even be encoded.
     *
     * @param recordTime when the report enters the system
     */
    public void send(ProgressReport report, Instant recordTime, ContractProducer.Outcome outcome) {
        byte[] value;
        try {
            value = producer.encode(topic, report);
        } catch (KafkaException e) {
            outcome.failed(e);
            return;
        }
        producer.send(topic, null, recordTime, report.getTaskId(), value, CloudEventHeaders.of(report), outcome);
    }
}
