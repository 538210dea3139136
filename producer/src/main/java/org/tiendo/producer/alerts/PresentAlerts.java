package org.tiendo.producer.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Topic;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;

/** How every alert stands now: the topics read once to their end, the newest state of each alert kept. */
public final class PresentAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(PresentAlerts.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Comparator<ReceivedAlert> BY_DUE = Comparator.comparing(
                    (ReceivedAlert received) -> received.alert().getDue(),
                    Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(received -> received.alert().getAlertId());

    private final Connection connection;
    private final Consumer<String, byte[]> kafka;
    private final boolean clearedToo;
    private final Map<String, ReceivedAlert> byId = new HashMap<>();
    private long unreadable;

    /**
     * What was found.
     *
     * @param alerts the earliest due first, those without a due day last
     * @param unreadable records that are no alerts, each logged with its coordinates
     */
    public record Found(List<ReceivedAlert> alerts, long unreadable) {}

    private PresentAlerts(Connection connection, Consumer<String, byte[]> kafka, boolean clearedToo) {
        this.connection = connection;
        this.kafka = kafka;
        this.clearedToo = clearedToo;
    }

    /**
     * Reads the topics to where they end now.
     *
     * @param kafka a consumer with the connection's settings; the caller closes it
     * @param clearedToo whether alerts that were cleared are wanted; else only the open ones are held in memory
     * @throws OperationFailedException when Kafka or the registry does not answer; its message says what to do
     */
    public static Found read(
            Connection connection, Consumer<String, byte[]> kafka, Set<AlertKind> kinds, boolean clearedToo) {
        List<Topic> topics = kinds.stream().sorted().map(AlertKind::topic).toList();
        PresentAlerts present = new PresentAlerts(connection, kafka, clearedToo);
        try (AlertReader reader = AlertReader.open(connection, topics)) {
            present.readToEnd(topics, reader);
        } catch (KafkaException e) {
            throw new OperationFailedException(new FailureAdvice(connection).adviseOn(e), e);
        }
        return new Found(present.byId.values().stream().sorted(BY_DUE).toList(), present.unreadable);
    }

    private void readToEnd(List<Topic> topics, AlertReader reader) {
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach(topic -> partitions.addAll(TopicPartitions.of(kafka, topic.name())));
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<String, byte[]> read = kafka.poll(POLL);
            if (!read.isEmpty()) {
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > giveUp) {
                throw new OperationFailedException(
                        "Kafka at " + connection.bootstrapServers() + " has sent nothing for " + PATIENCE.toSeconds()
                                + " seconds, though there are more alerts. Try again");
            }
            read.forEach(record -> keep(record, reader));
        }
    }

    private void keep(ConsumerRecord<String, byte[]> record, AlertReader reader) {
        try {
            ReceivedAlert received = reader.read(record);
            TaskAlert alert = received.alert();
            if (clearedToo || alert.getState() != AlertState.CLEARED) {
                byId.put(alert.getAlertId(), received);
            } else {
                byId.remove(alert.getAlertId());
            }
        } catch (NotAnAlertException e) {
            LOG.warn(
                    "{} partition {} offset {} is no alert and is skipped: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            unreadable++;
        } catch (RetryLaterException e) {
            throw new OperationFailedException(new FailureAdvice(connection).adviseOn(e), e);
        }
    }
}
