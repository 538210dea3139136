package org.tiendo.producer.rejections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.WireReader;
import org.tiendo.v1.RejectedReport;

/**
 * Reads refused reports from Kafka itself: no app need run. It remembers nothing. One thread reads and closes it; any
 * thread may stop it. Every method fails with {@link OperationFailedException} where Kafka or the registry does not answer.
 */
public final class RejectionReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CloseOptions CLOSE_WITHIN = CloseOptions.timeout(Duration.ofMillis(500));

    /** The offset tells apart those of one moment. */
    private static final Comparator<RejectedReport> OLDEST_FIRST = Comparator.comparing(RejectedReport::getReceivedAt)
            .thenComparing(RejectedReport::getPartition)
            .thenComparing(RejectedReport::getOffset);

    private final Connection connection;
    private final FailureAdvice advice;
    private final Consumer<String, byte[]> kafka;
    private final WireReader values;
    private volatile boolean stopping;

    /** @param kafka a consumer with {@link Connection#consumerSettings} and no group; closed with this reader */
    public RejectionReader(Connection connection, Consumer<String, byte[]> kafka) {
        this.connection = connection;
        this.advice = new FailureAdvice(connection);
        this.kafka = kafka;
        this.values = new WireReader(connection);
    }

    /** All that have been refused until now and are wanted, the earliest received first. */
    public List<RejectedReport> present(Predicate<RejectedReport> wanted) {
        List<RejectedReport> found = new ArrayList<>();
        try {
            List<TopicPartition> partitions = begin(true);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<String, byte[]> read = kafka.poll(POLL);
                if (!read.isEmpty()) {
                    giveUp = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > giveUp) {
                    throw new OperationFailedException("Kafka at " + connection.bootstrapServers()
                            + " has sent nothing for " + PATIENCE.toSeconds() + " s, though there is more. Try again");
                }
                read.forEach(record -> rejection(record).filter(wanted).ifPresent(found::add));
            }
        } catch (KafkaException e) {
            throw new OperationFailedException(advice.adviseOn(e), e);
        }
        found.sort(OLDEST_FIRST);
        return found;
    }

    /**
     * Hands on each one as it comes, until {@link #stop()} is called or the thread is interrupted.
     *
     * @param fromFirst from the first that there is, else from now on
     * @param started called once, when every one refused from then on will be read
     */
    public void follow(boolean fromFirst, Runnable started, java.util.function.Consumer<RejectedReport> each) {
        try {
            List<TopicPartition> partitions = begin(fromFirst);
            // Seeking is put off until the position is asked for: "now" is this moment.
            partitions.forEach(kafka::position);
            started.run();
            while (!stopping && !Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, byte[]> record : kafka.poll(POLL)) {
                    rejection(record).ifPresent(each);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to stop");
        } catch (KafkaException e) {
            throw new OperationFailedException(advice.adviseOn(e), e);
        }
    }

    /** Ends {@link #follow}. */
    public void stop() {
        stopping = true;
        kafka.wakeup();
    }

    private List<TopicPartition> begin(boolean fromFirst) {
        values.requireSchemaOf(Topics.REJECTED);
        @Nullable List<PartitionInfo> known = kafka.partitionsFor(Topics.REJECTED.name());
        if (known == null || known.isEmpty()) {
            throw new OperationFailedException(
                    "there is no topic " + Topics.REJECTED.name() + ". Create it: tiendo topics --create");
        }
        List<TopicPartition> partitions = known.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        kafka.assign(partitions);
        if (fromFirst) {
            kafka.seekToBeginning(partitions);
        } else {
            kafka.seekToEnd(partitions);
        }
        return partitions;
    }

    private Optional<RejectedReport> rejection(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(values.read(Topics.REJECTED, record.value(), RejectedReport.class));
        } catch (WireReader.UnreadableException e) {
            LOG.warn(
                    "{} partition {} offset {} is no refused report and is skipped: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        } catch (WireReader.RegistryFailedException e) {
            throw new OperationFailedException(advice.adviseOn(e), e);
        }
    }

    /** To be called by the thread that has read. */
    @Override
    public void close() {
        try (values) {
            kafka.close(CLOSE_WITHIN);
        }
    }
}
