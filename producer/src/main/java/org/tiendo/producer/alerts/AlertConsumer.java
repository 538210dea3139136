package org.tiendo.producer.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Topic;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;

/**
 * Hands every alert to a handler, at least once and the steps of one alert in order. An offset is committed only after the
 * handler has returned; a handler that fails holds up its partition alone, which is paused while Kafka goes on being
 * polled, so that the group does not take it for dead. One thread runs and closes it; any thread may stop it.
 */
public final class AlertConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertConsumer.class);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);
    private static final Duration LAST_COMMIT_WITHIN = Duration.ofMillis(500);
    private static final CloseOptions CLOSE_WITHIN = CloseOptions.timeout(Duration.ofMillis(500));
    /** How long alerts are handled between two polls, and the most that is delivered again after a crash. */
    private static final Duration PASS = Duration.ofMillis(500);

    private final AlertSubscription subscription;
    private final Consumer<String, byte[]> kafka;
    private final FailureAdvice advice;
    private final AlertReader reader;
    private final Delivery delivery;
    /** The partition whose turn comes first is first. */
    private final Map<TopicPartition, PartitionBacklog> backlogs = new LinkedHashMap<>();

    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private volatile boolean stopping;

    /** @throws OperationFailedException when the settings cannot be used, or the registry cannot be asked */
    public AlertConsumer(Connection connection, AlertSubscription subscription) {
        this(connection, subscription, connect(connection, subscription), Backoff.USUAL);
    }

    private static Consumer<String, byte[]> connect(Connection connection, AlertSubscription subscription) {
        try {
            return new KafkaConsumer<>(connection.consumerSettings(subscription.group()));
        } catch (KafkaException e) {
            throw new OperationFailedException(new FailureAdvice(connection).adviseOn(e), e);
        }
    }

    /** On a Kafka consumer made elsewhere with the connection's settings, as in tests; it is closed with this. */
    public AlertConsumer(
            Connection connection, AlertSubscription subscription, Consumer<String, byte[]> kafka, Backoff backoff) {
        this.subscription = subscription;
        this.kafka = kafka;
        this.advice = new FailureAdvice(connection);
        try {
            this.reader = AlertReader.open(connection, subscription.topics());
        } catch (RuntimeException e) {
            kafka.close(CLOSE_WITHIN);
            throw e;
        }
        this.delivery = new Delivery(reader, backoff);
    }

    /** As {@link #run(AlertHandler, Runnable)}, with nothing to do at the start. */
    public void run(AlertHandler handler) {
        run(handler, () -> {});
    }

    /**
     * Reads until {@link #stop()} is called or the thread is interrupted, then commits what was dealt with and returns.
     *
     * @param started called once, when every alert written from then on will be read
     * @throws OperationFailedException when Kafka refuses or lacks the topics; its message says what to do
     */
    public void run(AlertHandler handler, Runnable started) {
        boolean interrupted = false;
        try {
            begin();
            started.run();
            while (!stopping) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                receive();
                deliver(handler);
                commit(backlogs.keySet(), COMMIT_WITHIN);
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to stop");
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("Interrupted", e);
            // Kafka's calls would fail at once while the flag is up; it is raised again below.
            Thread.interrupted();
            interrupted = true;
        } catch (KafkaException e) {
            throw new OperationFailedException(advice.adviseOn(e), e);
        }
        try {
            commit(backlogs.keySet(), LAST_COMMIT_WITHIN);
        } catch (KafkaException e) {
            LOG.warn("What was delivered last is delivered again at the next start: {}", e.toString());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run}; the alert being handled is finished first. */
    public void stop() {
        stopping = true;
        kafka.wakeup();
    }

    /** What became of the records so far. */
    public AlertCounts counts() {
        return delivery.counts();
    }

    private void begin() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : subscription.topics()) {
            partitions.addAll(TopicPartitions.of(kafka, topic.name()));
        }
        if (subscription.group() != null) {
            kafka.subscribe(subscription.topics().stream().map(Topic::name).toList(), new Rebalance());
            return;
        }
        kafka.assign(partitions);
        if (subscription.fromFirst()) {
            kafka.seekToBeginning(partitions);
        } else {
            kafka.seekToEnd(partitions);
        }
        // Seeking is put off until the position is asked for: "now" is this moment.
        partitions.forEach(kafka::position);
    }

    private void receive() {
        backlogs.forEach((partition, backlog) -> {
            if (backlog.isEmpty()) {
                kafka.resume(List.of(partition));
            } else {
                kafka.pause(List.of(partition));
            }
        });
        ConsumerRecords<String, byte[]> read = kafka.poll(untilNextTurn());
        for (TopicPartition partition : read.partitions()) {
            backlogs.computeIfAbsent(partition, added -> new PartitionBacklog()).add(read.records(partition));
        }
    }

    private Duration untilNextTurn() {
        return backlogs.values().stream()
                .filter(backlog -> !backlog.isEmpty())
                .map(PartitionBacklog::untilReady)
                .filter(wait -> wait.compareTo(LONGEST_POLL) < 0)
                .min(Duration::compareTo)
                .orElse(LONGEST_POLL);
    }

    private void deliver(AlertHandler handler) throws InterruptedException {
        long until = System.nanoTime() + PASS.toNanos();
        do {
            Optional<Map.Entry<TopicPartition, PartitionBacklog>> turn = backlogs.entrySet().stream()
                    .filter(entry -> entry.getValue().isReady())
                    .findFirst();
            if (turn.isEmpty() || stopping) {
                break;
            }
            TopicPartition partition = turn.get().getKey();
            PartitionBacklog backlog = turn.get().getValue();
            backlogs.remove(partition);
            backlogs.put(partition, backlog);
            delivery.next(backlog, handler);
        } while (System.nanoTime() < until);
    }

    private void commit(Collection<TopicPartition> partitions, Duration within) {
        Map<TopicPartition, OffsetAndMetadata> moved = moved(partitions);
        if (subscription.group() == null || moved.isEmpty()) {
            return;
        }
        try {
            commitInSpiteOfWakeup(moved, within);
            moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (RebalanceInProgressException | CommitFailedException | TimeoutException e) {
            LOG.warn("How far it has come could not be committed, and may be delivered again: {}", e.toString());
        }
    }

    /** A wake-up that comes between two polls reaches the commit first, which must not be lost for it. */
    private void commitInSpiteOfWakeup(Map<TopicPartition, OffsetAndMetadata> moved, Duration within) {
        try {
            kafka.commitSync(moved, within);
        } catch (WakeupException e) {
            LOG.debug("Woken up to stop while committing");
            kafka.commitSync(moved, within);
        }
    }

    /** An empty backlog's position, not its last record's, so that a transaction's marker is not counted as lag. */
    private Map<TopicPartition, OffsetAndMetadata> moved(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionBacklog backlog = backlogs.get(partition);
            if (backlog != null) {
                long next = backlog.isEmpty()
                        ? kafka.position(partition)
                        : backlog.first().offset();
                if (!Long.valueOf(next).equals(committed.get(partition))) {
                    moved.put(partition, new OffsetAndMetadata(next));
                }
            }
        }
        return moved;
    }

    /** What is revoked is committed while it still may be, and forgotten: its next owner reads the rest. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(partitions, COMMIT_WITHIN);
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            backlogs.keySet().removeAll(partitions);
            committed.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.info("Reads {}", partitions);
        }
    }

    /** To be called by the thread that has run it. */
    @Override
    public void close() {
        // An interrupt that ended run would keep the group from hearing that this member leaves.
        boolean interrupted = Thread.interrupted();
        try (reader) {
            // Closing revokes the partitions; run has committed them.
            backlogs.clear();
            kafka.close(CLOSE_WITHIN);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
