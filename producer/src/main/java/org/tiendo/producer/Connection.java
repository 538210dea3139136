package org.tiendo.producer;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka and the schema registry are, and how to talk to them.
 *
 * @param bootstrapServers Kafka's {@code host:port} list
 * @param registryUrl the schema registry's base URL ({@code mock://scope} in tests)
 * @param kafkaSettings settings passed on as they are to every Kafka client and to the registry client: security, time
 *     limits; what exactly-once delivery needs cannot be overridden
 */
public record Connection(String bootstrapServers, String registryUrl, Map<String, String> kafkaSettings) {
    private static final int SUBJECTS_CACHED = 1000;
    private static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

    public Connection {
        kafkaSettings = Map.copyOf(kafkaSettings);
    }

    /** A connection without further settings. */
    public Connection(String bootstrapServers, String registryUrl) {
        this(bootstrapServers, registryUrl, Map.of());
    }

    /** Settings of a producer whose values are already bytes: idempotent, acknowledged by all replicas. */
    public Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>();
        // Shorter than Kafka's own two minutes, so that a person who waits is told soon.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A batch must fit into an input topic's max.message.bytes.
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "32768");
        settings.putAll(clientSettings());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_REQUEST_BYTES));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /**
     * Settings of a consumer whose values are still bytes: it sees what is committed only, and remembers nothing by itself.
     *
     * @param group the consumer group that remembers how far it has come, null where nothing does
     */
    public Map<String, Object> consumerSettings(@Nullable String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        // A member that comes or goes leaves the others' partitions where they are.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.putAll(clientSettings());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        if (group != null) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        }
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /** Settings of an admin client: it gives up as soon as a producer does. */
    public Map<String, Object> adminSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        settings.putAll(clientSettings());
        return settings;
    }

    /** Settings every Kafka client shares. */
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>(kafkaSettings);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** Settings of Confluent's Avro serializer: it looks schemas up and never registers one. */
    public Map<String, Object> serializerSettings() {
        Map<String, Object> settings = registrySettings();
        settings.put(AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS, false);
        settings.put(KafkaAvroSerializerConfig.AVRO_REMOVE_JAVA_PROPS_CONFIG, true);
        return settings;
    }

    /** Confluent's serializer for record values, ready to use. */
    public KafkaAvroSerializer newSerializer() {
        return newSerializer(newRegistryClient());
    }

    /** Confluent's serializer on a client of the caller's, whose cache of schema ids it shares. */
    public KafkaAvroSerializer newSerializer(SchemaRegistryClient registry) {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
        serializer.configure(serializerSettings(), false);
        return serializer;
    }

    /** Confluent's deserializer of generated classes, on a client of the caller's, whose cache of schemas it shares. */
    public KafkaAvroDeserializer newDeserializer(SchemaRegistryClient registry) {
        Map<String, Object> settings = registrySettings();
        settings.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(settings, false);
        return deserializer;
    }

    /** A client of the registry; the caller closes it. */
    public SchemaRegistryClient newRegistryClient() {
        return SchemaRegistryClientFactory.newClient(
                List.of(registryUrl.split(",")),
                SUBJECTS_CACHED,
                List.of(new AvroSchemaProvider()),
                registrySettings(),
                Map.of());
    }

    private Map<String, Object> registrySettings() {
        Map<String, Object> settings = new HashMap<>(kafkaSettings);
        settings.putIfAbsent("http.connect.timeout.ms", 5_000);
        settings.putIfAbsent("http.read.timeout.ms", 10_000);
        // A flood of records with one unknown schema asks once in a while, not once a record.
        settings.putIfAbsent("missing.id.cache.ttl.sec", 5L);
        settings.put(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, registryUrl);
        return settings;
    }

    /** Names the settings without their values: some are secrets. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers + ", registry at " + registryUrl + ", settings "
                + new TreeSet<>(kafkaSettings.keySet());
    }
}
