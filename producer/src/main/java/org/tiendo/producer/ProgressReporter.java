package org.tiendo.producer;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.contract.Topics;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/**
 * How a unit's software reports progress. Reports go out keyed by task, in the order of the calls, and each answers with
 * what became of it. One reporter serves many threads; close it to send what is still buffered.
 *
 * <pre>{@code
 * try (ProgressReporter reporter = ProgressReporter.builder()
 *         .connection(new Connection("localhost:9092", "http://localhost:8081"))
 *         .build()) {
 *     ProgressReport report = reporter.newReport(
 *                     "lam-dong-city.t-081", "lam-dong-city.ban-to-chuc", Status.DONE, LocalDate.of(2024, 12, 20))
 *             .setNote("Đã ban hành")
 *             .build();
 *     SendResult result = reporter.send(report).join();
 *     if (result instanceof SendResult.Refused refused) {
 *         System.err.println(refused.code().messageVi());
 *     }
 * }
 * }</pre>
 */
public final class ProgressReporter implements AutoCloseable {
    static {
        TrustedClasses.addContracts();
    }

    private final ContractProducer producer;
    private final Clock clock;

    private ProgressReporter(ContractProducer producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A report made now, under a new id; add figures and words to it as needed. */
    public ProgressReport.Builder newReport(String taskId, String unitId, Status status, LocalDate asOf) {
        return ProgressReport.newBuilder()
                .setReportId(newReportId())
                .setTaskId(taskId)
                .setUnitId(unitId)
                .setStatus(status)
                .setAsOf(asOf)
                .setReportedAt(clock.instant());
    }

    /**
     * Checks a report and sends it. Where its reportId is empty one is made up; the result names it.
     *
     * @return completes when all replicas have it, when it is refused on the spot, or when sending failed; never
     *     exceptionally
     */
    public CompletableFuture<SendResult> send(ProgressReport report) {
        ProgressReport named = report.getReportId().isEmpty()
                ? ProgressReport.newBuilder(report).setReportId(newReportId()).build()
                : report;
        String reportId = named.getReportId();
        Instant now = clock.instant();
        Optional<RefusalCode> refusal = ReportRules.check(named, named.getTaskId(), now);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(new SendResult.Refused(reportId, refusal.get()));
        }
        byte[] value;
        try {
            value = producer.encode(Topics.PROGRESS, named);
        } catch (KafkaException e) {
            return CompletableFuture.completedFuture(failure(reportId, e));
        }
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        producer.send(Topics.PROGRESS, null, now, named.getTaskId(), value, new ContractProducer.Outcome() {
            @Override
            public void acknowledged(RecordMetadata metadata) {
                result.complete(
                        new SendResult.Accepted(reportId, metadata.topic(), metadata.partition(), metadata.offset()));
            }

            @Override
            public void failed(Exception cause) {
                result.complete(failure(reportId, cause));
            }
        });
        return result;
    }

    private SendResult failure(String reportId, Throwable cause) {
        return new SendResult.Failed(reportId, producer.advice().adviseOn(cause), cause);
    }

    private static String newReportId() {
        return UUID.randomUUID().toString();
    }

    /** Waits until every report sent so far has its result. */
    public void flush() {
        producer.flush();
    }

    /** Flushes, then closes. */
    @Override
    public void close() {
        producer.close();
    }

    /** Puts a reporter together. */
    public static final class Builder {
        private Connection connection = new Connection("localhost:9092", "http://localhost:8081", Map.of());
        private Optional<ContractProducer> producer = Optional.empty();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Where to send; without it Kafka and registry on this machine's usual ports. */
        public Builder connection(Connection value) {
            connection = value;
            return this;
        }

        /** A producer made elsewhere; the reporter closes it. */
        public Builder producer(ContractProducer value) {
            producer = Optional.of(value);
            return this;
        }

        /** What time it is: reports are checked against it and stamped with it. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        public ProgressReporter build() {
            return new ProgressReporter(producer.orElseGet(() -> new ContractProducer(connection)), clock);
        }
    }
}
