package org.tiendo.producer.spool;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.ReportSender;
import org.tiendo.v1.ProgressReport;

/**
 * Drains straight into Kafka. Records are stamped when they are sent, not when they were written down: so a report that
 * waited because the machine's clock was wrong goes out once the clock is right.
 */
public final class KafkaOutlet implements Outlet {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Supplier<ContractProducer> producers;
    private final boolean renewing;
    private final Topic topic;
    private final InstantSource clock;
    private @Nullable ContractProducer producer;
    private boolean closed;

    private KafkaOutlet(Supplier<ContractProducer> producers, boolean renewing, Topic topic, InstantSource clock) {
        this.producers = producers;
        this.renewing = renewing;
        this.topic = topic;
        this.clock = clock;
    }

    /** By one producer to the topic of all reports; it is closed with this. */
    public KafkaOutlet(ContractProducer producer, InstantSource clock) {
        this(producer, Topics.PROGRESS, clock);
    }

    /** By one producer to a topic of reports; it is closed with this. */
    public KafkaOutlet(ContractProducer producer, Topic topic, InstantSource clock) {
        this(() -> producer, false, topic, clock);
    }

    /**
     * By producers made when one is needed: not before, for without a line even making one may fail, and anew after a
     * failure that Kafka's client does not recover from, such as a right that was lacking.
     *
     * @param producers closed with this
     * @param topic {@link Topics#PROGRESS}, or a trusted writer's own
     */
    public static KafkaOutlet by(Supplier<ContractProducer> producers, Topic topic, InstantSource clock) {
        return new KafkaOutlet(producers, true, topic, clock);
    }

    @Override
    public List<Delivery> deliver(List<SpooledReport> batch) throws InterruptedException {
        ContractProducer to;
        try {
            to = producer();
        } catch (OperationFailedException e) {
            Delivery later = new Delivery.Later(Delivery.Pace.SOON, String.valueOf(e.getMessage()));
            return batch.stream().map(report -> later).toList();
        }
        AtomicBoolean worn = new AtomicBoolean();
        List<Delivery> outcomes = send(batch, to, worn);
        if (worn.get()) {
            discard(to);
        }
        return outcomes;
    }

    private List<Delivery> send(List<SpooledReport> batch, ContractProducer to, AtomicBoolean worn)
            throws InterruptedException {
        KafkaFailures failures = new KafkaFailures(to.advice());
        ReportSender sender = new ReportSender(to, topic);
        AtomicReferenceArray<@Nullable Delivery> outcomes = new AtomicReferenceArray<>(batch.size());
        Map<String, Delivery> waiting = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            int index = i;
            ProgressReport report = batch.get(i).report();
            Delivery before = waiting.get(report.getTaskId());
            if (before != null) {
                outcomes.set(i, before);
                continue;
            }
            send(report, sender, new ContractProducer.Outcome() {
                        @Override
                        public void acknowledged(RecordMetadata metadata) {
                            outcomes.set(
                                    index,
                                    new Delivery.Delivered(metadata.topic(), metadata.partition(), metadata.offset()));
                        }

                        @Override
                        public void failed(Exception cause) {
                            worn.compareAndSet(false, KafkaFailures.lasts(cause));
                            outcomes.set(index, failures.judge(cause));
                        }
                    })
                    .ifPresent(refusal -> {
                        outcomes.set(index, refusal);
                        if (refusal instanceof Delivery.Later) {
                            waiting.put(report.getTaskId(), refusal);
                        }
                    });
            // What could not even be handed to the client is not tried again for each of the others: each try may take
            // as long as the client's patience.
            if (!waiting.containsKey(report.getTaskId()) && outcomes.get(i) instanceof Delivery.Later later) {
                IntStream.range(i + 1, batch.size()).forEach(rest -> outcomes.set(rest, later));
                break;
            }
        }
        awaitAll(to);
        Delivery unheard = new Delivery.Later(Delivery.Pace.SOON, "Kafka's client gave no answer");
        return IntStream.range(0, batch.size())
                .mapToObj(i -> Optional.ofNullable(outcomes.get(i)).orElse(unheard))
                .toList();
    }

    /** Sends a report, or says what speaks against it by now. */
    private Optional<Delivery> send(ProgressReport report, ReportSender sender, ContractProducer.Outcome outcome) {
        Instant now = clock.instant();
        Optional<RefusalCode> refusal = ReportRules.check(report, report.getTaskId(), now);
        if (refusal.isEmpty()) {
            sender.send(report, now, outcome);
        }
        return refusal.map(code -> code == RefusalCode.FUTURE_DATED && isFromAnotherTime(report, now)
                ? new Delivery.Later(Delivery.Pace.SLOWLY, clockAdvice(report, now))
                : new Delivery.Refused(code));
    }

    /** It passed the same rule when it was written down: so it is the clock that has changed, not the report. */
    private static boolean isFromAnotherTime(ProgressReport report, Instant now) {
        return report.getReportedAt().isAfter(now.plus(ReportRules.REPORTED_AHEAD));
    }

    private static String clockAdvice(ProgressReport report, Instant now) {
        return "This machine's clock says " + now.truncatedTo(ChronoUnit.SECONDS) + ", but report "
                + report.getReportId() + " was made at " + report.getReportedAt()
                + ". Set this machine's clock; the report is kept and then goes out";
    }

    private static void awaitAll(ContractProducer producer) throws InterruptedException {
        try {
            producer.flush();
        } catch (InterruptException e) {
            InterruptedException interrupted = new InterruptedException("the spool is being closed");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private synchronized ContractProducer producer() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the spool is being closed");
        }
        ContractProducer present = producer;
        if (present == null) {
            present = producers.get();
            producer = present;
        }
        return present;
    }

    private synchronized void discard(ContractProducer worn) {
        if (renewing && producer == worn) {
            producer = null;
            worn.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        ContractProducer last;
        synchronized (this) {
            closed = true;
            last = producer == null && !renewing ? producers.get() : producer;
        }
        if (last != null) {
            last.close(CLOSING);
        }
    }
}
