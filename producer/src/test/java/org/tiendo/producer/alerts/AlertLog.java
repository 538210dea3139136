package org.tiendo.producer.alerts;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.tiendo.contract.Topic;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.Connection;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;

/** Alert topics that outlive their consumers: each consumer begins where the one before has committed. */
public final class AlertLog implements AutoCloseable {
    static {
        TrustedClasses.addContracts();
    }

    public static final Instant AT = Instant.parse("2025-06-30T17:00:02Z");
    private static final Node NODE = new Node(1, "nowhere", 9092);

    private final TestBroker broker = TestBroker.ready();
    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    private KafkaException nextCommitRefusal;

    public AlertLog() {
        for (AlertKind kind : AlertKind.values()) {
            for (int partition = 0; partition < TestBroker.PARTITIONS; partition++) {
                records.put(new TopicPartition(kind.topic().name(), partition), new ArrayList<>());
            }
        }
    }

    public Connection connection() {
        return broker.connection();
    }

    /** An overdue alert as the app raises it. */
    public static TaskAlert raised(String task) {
        return TaskAlert.newBuilder()
                .setAlertId("overdue|" + task + "|u-1||2025-06-30|1")
                .setKind("overdue")
                .setTaskId(task)
                .setUnitId("u-1")
                .setPlanId("p-1")
                .setDue(LocalDate.of(2025, 6, 30))
                .setRaisedOn(LocalDate.of(2025, 7, 1))
                .setDaysOverdue(1)
                .build();
    }

    public static TaskAlert escalated(String task) {
        return TaskAlert.newBuilder(raised(task))
                .setState(AlertState.ESCALATED)
                .setLevel(2)
                .setDaysOverdue(7)
                .setEscalatedTo("u-0")
                .build();
    }

    public static TaskAlert cleared(String task) {
        return TaskAlert.newBuilder(raised(task))
                .setState(AlertState.CLEARED)
                .setClearedReason("done")
                .build();
    }

    /** Appends to partition 0 of the topic of the alert's kind. */
    public void append(TaskAlert alert) {
        append(0, alert);
    }

    public void append(int partition, TaskAlert alert) {
        Topic topic = AlertKind.named(alert.getKind()).orElseThrow().topic();
        append(topic, partition, broker.producer().encode(topic, alert));
    }

    /** Appends bytes, which may be no alert, under a key that no alert has. */
    public void append(Topic topic, int partition, byte[] value) {
        List<ConsumerRecord<String, byte[]>> log = records.get(new TopicPartition(topic.name(), partition));
        log.add(new ConsumerRecord<>(
                topic.name(),
                partition,
                log.size(),
                AT.toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                "key",
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    /** A consumer with these settings, which is given all partitions and what they hold. */
    public MockConsumer<String, byte[]> consumer(Map<String, Object> settings) {
        boolean ofGroup = settings.containsKey("group.id");
        MockConsumer<String, byte[]> kafka = new MockConsumer<>((String) settings.get("auto.offset.reset")) {
            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                KafkaException refusal = nextCommitRefusal;
                nextCommitRefusal = null;
                if (refusal != null) {
                    throw refusal;
                }
                super.commitSync(offsets);
                committed.putAll(offsets);
            }
        };
        records.forEach((partition, log) -> {
            kafka.updateBeginningOffsets(Map.of(partition, 0L));
            kafka.updateEndOffsets(Map.of(partition, (long) log.size()));
        });
        for (AlertKind kind : AlertKind.values()) {
            String topic = kind.topic().name();
            kafka.updatePartitions(
                    topic,
                    IntStream.range(0, TestBroker.PARTITIONS)
                            .mapToObj(p -> new PartitionInfo(topic, p, NODE, new Node[] {NODE}, new Node[] {NODE}))
                            .toList());
        }
        kafka.schedulePollTask(() -> {
            if (ofGroup) {
                giveAll(kafka);
            }
            refill(kafka);
        });
        return kafka;
    }

    /** Makes it the owner of all partitions, from what was committed on. */
    public void giveAll(MockConsumer<String, byte[]> kafka) {
        kafka.rebalance(records.keySet());
        records.keySet().forEach(partition -> {
            OffsetAndMetadata offset = committed.get(partition);
            kafka.seek(partition, offset == null ? 0 : offset.offset());
        });
    }

    /** Gives it all records again; it reads those from its position on. */
    public void refill(MockConsumer<String, byte[]> kafka) {
        records.forEach((partition, log) -> {
            kafka.updateEndOffsets(Map.of(partition, (long) log.size()));
            if (kafka.assignment().contains(partition)) {
                log.forEach(kafka::addRecord);
            }
        });
    }

    /** What was committed of a topic's partition, null where nothing was. */
    public Long committed(AlertKind kind, int partition) {
        OffsetAndMetadata offset = committed.get(new TopicPartition(kind.topic().name(), partition));
        return offset == null ? null : offset.offset();
    }

    /** As if the consumer before had crashed ere it could commit. */
    public void forgetCommitted() {
        committed.clear();
    }

    public void refuseNextCommit(KafkaException refusal) {
        nextCommitRefusal = refusal;
    }

    /** By which its alerts name their schema. */
    public int schemaId() {
        byte[] value = broker.producer().encode(AlertKind.OVERDUE.topic(), raised("t"));
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    public TestBroker broker() {
        return broker;
    }

    @Override
    public void close() {
        broker.close();
    }
}
