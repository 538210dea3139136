package org.tiendo.producer.spool;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.ReportSender;
import org.tiendo.v1.ProgressReport;

/**
 * Drains straight into Kafka. Records are stamped when they are sent, not when they were written down: so a report that
 * waited because the machine's clock was wrong goes out once the clock is right.
 */
public final class KafkaOutlet implements Outlet {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final ContractProducer producer;
    private final ReportSender sender;
    private final KafkaFailures failures;
    private final InstantSource clock;

    /** @param producer closed with this */
    public KafkaOutlet(ContractProducer producer, InstantSource clock) {
        this.producer = producer;
        this.sender = new ReportSender(producer);
        this.failures = new KafkaFailures(producer.advice());
        this.clock = clock;
    }

    @Override
    public List<Delivery> deliver(List<SpooledReport> batch) throws InterruptedException {
        AtomicReferenceArray<@Nullable Delivery> outcomes = new AtomicReferenceArray<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            send(batch.get(i).report(), i, outcomes);
            // What could not even be handed to the client is not tried again for each of the others: each try may take
            // as long as the client's patience.
            if (outcomes.get(i) instanceof Delivery.Later later) {
                fillFrom(i + 1, outcomes, later);
                break;
            }
        }
        awaitAll();
        Delivery unheard = new Delivery.Later(Delivery.Pace.SOON, "Kafka's client gave no answer");
        return IntStream.range(0, batch.size())
                .mapToObj(i -> Optional.ofNullable(outcomes.get(i)).orElse(unheard))
                .toList();
    }

    private void send(ProgressReport report, int index, AtomicReferenceArray<@Nullable Delivery> outcomes) {
        Instant now = clock.instant();
        Optional<RefusalCode> refusal = ReportRules.check(report, report.getTaskId(), now);
        if (refusal.isPresent()) {
            outcomes.set(index, new Delivery.Refused(refusal.get()));
            return;
        }
        sender.send(report, now, new ContractProducer.Outcome() {
            @Override
            public void acknowledged(RecordMetadata metadata) {
                outcomes.set(index, new Delivery.Delivered(metadata.topic(), metadata.partition(), metadata.offset()));
            }

            @Override
            public void failed(Exception cause) {
                outcomes.set(index, failures.judge(cause));
            }
        });
    }

    private static void fillFrom(int index, AtomicReferenceArray<@Nullable Delivery> outcomes, Delivery outcome) {
        for (int i = index; i < outcomes.length(); i++) {
            outcomes.set(i, outcome);
        }
    }

    private void awaitAll() throws InterruptedException {
        try {
            producer.flush();
        } catch (InterruptException e) {
            InterruptedException interrupted = new InterruptedException("the spool is being closed");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
