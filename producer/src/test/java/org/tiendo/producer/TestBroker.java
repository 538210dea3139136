package org.tiendo.producer;

import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.setup.SchemaSetup;

/** A producer that keeps what it is given, with all topics in four partitions, and a registry of its own. */
public final class TestBroker implements AutoCloseable {
    public static final int PARTITIONS = 4;

    private final String scope = UUID.randomUUID().toString();
    private final Connection connection = new Connection("nowhere:9092", "mock://" + scope);
    private final List<Integer> flushedAfter = new ArrayList<>();
    private final MockProducer<String, byte[]> kafka;
    private final ContractProducer producer;

    /** @param acknowledging false where the test says what becomes of each record */
    public TestBroker(boolean acknowledging) {
        this.kafka =
                new MockProducer<>(
                        cluster(),
                        acknowledging,
                        new RoundRobinPartitioner(),
                        new StringSerializer(),
                        new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        super.flush();
                        flushedAfter.add(history().size());
                    }
                };
        this.producer = new ContractProducer(connection, kafka, connection.newSerializer());
    }

    /** One that acknowledges everything and knows all schemas. */
    public static TestBroker ready() {
        TestBroker broker = new TestBroker(true);
        broker.registerSchemas();
        return broker;
    }

    public void registerSchemas() {
        new SchemaSetup(connection, Duration.ZERO).register();
    }

    private static Cluster cluster() {
        Node node = new Node(1, "nowhere", 9092);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (Topic topic : Topics.all()) {
            for (int p = 0; p < topic.partitions(PARTITIONS); p++) {
                partitions.add(new PartitionInfo(topic.name(), p, node, new Node[] {node}, new Node[] {node}));
            }
        }
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }

    public Connection connection() {
        return connection;
    }

    public ContractProducer producer() {
        return producer;
    }

    public MockProducer<String, byte[]> kafka() {
        return kafka;
    }

    /** How many records had been sent at each flush. */
    public List<Integer> flushedAfter() {
        return flushedAfter;
    }

    public List<ProducerRecord<String, byte[]>> records(Topic topic) {
        return kafka.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .toList();
    }

    /** What a consumer with Confluent's deserializer reads. */
    public SpecificRecord read(ProducerRecord<String, byte[]> record) {
        Map<String, Object> settings = new HashMap<>(connection.serializerSettings());
        settings.put("specific.avro.reader", true);
        try (KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            deserializer.configure(settings, false);
            return (SpecificRecord) deserializer.deserialize(record.topic(), record.value());
        }
    }

    /** A consumer of what has been sent so far, in the partitions of the default partitioner. */
    public Consumer<String, byte[]> consumer() {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> partitions = new HashMap<>();
        for (ProducerRecord<String, byte[]> sent : kafka.history()) {
            int spread = kafka.partitionsFor(sent.topic()).size();
            byte[] key = sent.key().getBytes(StandardCharsets.UTF_8);
            TopicPartition partition =
                    new TopicPartition(sent.topic(), BuiltInPartitioner.partitionForKey(key, spread));
            List<ConsumerRecord<String, byte[]>> records =
                    partitions.computeIfAbsent(partition, any -> new ArrayList<>());
            records.add(new ConsumerRecord<>(
                    sent.topic(),
                    partition.partition(),
                    records.size(),
                    sent.timestamp() == null ? 0 : sent.timestamp(),
                    TimestampType.CREATE_TIME,
                    key.length,
                    sent.value() == null ? 0 : sent.value().length,
                    sent.key(),
                    sent.value(),
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return new SentRecords(partitions);
    }

    private final class SentRecords extends MockConsumer<String, byte[]> {
        private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> partitions;

        SentRecords(Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> partitions) {
            super("earliest");
            this.partitions = partitions;
            Topics.all().forEach(topic -> updatePartitions(topic.name(), kafka.partitionsFor(topic.name())));
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> assigned) {
            super.assign(assigned);
            for (TopicPartition partition : assigned) {
                List<ConsumerRecord<String, byte[]>> records = partitions.getOrDefault(partition, List.of());
                updateBeginningOffsets(Map.of(partition, 0L));
                updateEndOffsets(Map.of(partition, (long) records.size()));
                records.forEach(this::addRecord);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        MockSchemaRegistry.dropScope(scope);
    }
}
