package org.tiendo.streams.app;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Turns an {@link AppConfig} into Kafka Streams' own settings. */
final class StreamsSettings {
    private static final String TEN_YEARS_MILLIS = String.valueOf(3_652L * 24 * 60 * 60 * 1000);
    private static final String ANY_TIME = String.valueOf(Long.MAX_VALUE);
    private static final int SEGMENT_BYTES = 32 * 1024 * 1024;
    private static final int LARGEST_RECORD_BYTES = 2 * 1024 * 1024;
    private static final int FETCH_BYTES = 512 * 1024;
    private static final int PARTITION_FETCH_BYTES = 128 * 1024;
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 3_000;

    private StreamsSettings() {}

    static Properties of(AppConfig config) {
        AppConfig.PipelineConfig pipeline = config.pipeline();
        Map<String, Object> settings = new HashMap<>(config.connection().clientSettings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, pipeline.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, pipeline.stateDirectory().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, pipeline.threads());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, pipeline.replicationFactor());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, pipeline.commitEvery().toMillis());
        // Stages settle their own changes; a record cache would only delay them again.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        // Replayed years would otherwise leave one segment a week in every changelog.
        settings.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), TEN_YEARS_MILLIS);
        // Only closed segments of a changelog are compacted; what is not compacted is read at every restore.
        settings.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), SEGMENT_BYTES);
        // Internal records carry the business clock's time, wherever ticks and replayed records have moved it.
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG), ANY_TIME);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG), ANY_TIME);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_RECORD_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD_BYTES);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A consumer hands out what it fetched topic by topic. In portions it would hand out the ticks of years before
        // it knows of reports on their first days, so a fetch is handed out whole: Kafka Streams takes the earliest
        // timestamp first. And it is small, which brings the thread back to polling soon.
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), Integer.MAX_VALUE);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                PARTITION_FETCH_BYTES);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        String instanceId = pipeline.instanceId();
        if (instanceId != null) {
            settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        }
        String advertised = config.http().advertised();
        if (advertised != null) {
            settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
        }
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
