package org.tiendo.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the contract.
 *
 * @param name its name on the broker
 * @param valueSchema its values' Avro schema, null where they are raw bytes or registry-free
 * @param onePartition true where one partition holds all; the others have the installation's N
 * @param keep how long records stay
 * @param key what the key is
 * @param writer who writes it
 */
public record Topic(
        String name, @Nullable Schema valueSchema, boolean onePartition, Keep keep, String key, String writer) {

    /** What happens to old records. */
    public enum Keep {
        /** Every version, for ever: definitions keep their history. */
        FOR_EVER,
        /** The newest record of each key. */
        NEWEST_PER_KEY,
        /** 30 days from the day they were written. */
        THIRTY_DAYS
    }

    private static final int INPUT_MAX_BYTES = 64 * 1024;
    private static final int OUTPUT_MAX_BYTES = 2 * 1024 * 1024;
    private static final int COMPACTED_SEGMENT_BYTES = 64 * 1024 * 1024;
    private static final String ANY_TIME = String.valueOf(Long.MAX_VALUE);
    private static final long TEN_YEARS_MILLIS = 3_652L * 24 * 60 * 60 * 1000;
    private static final long THIRTY_DAYS_MILLIS = 30L * 24 * 60 * 60 * 1000;

    public int partitions(int spread) {
        return onePartition ? 1 : spread;
    }

    /** The registry subject of its values (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    /** The broker's settings for it, by their Kafka names. */
    public Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("max.message.bytes", String.valueOf(isInput() ? INPUT_MAX_BYTES : OUTPUT_MAX_BYTES));
        switch (keep) {
            case FOR_EVER -> {
                config.put("cleanup.policy", "delete");
                config.put("retention.ms", "-1");
            }
            case NEWEST_PER_KEY -> {
                config.put("cleanup.policy", "compact");
                // Only closed segments are compacted, and time does not close them (below).
                config.put("segment.bytes", String.valueOf(COMPACTED_SEGMENT_BYTES));
            }
            case THIRTY_DAYS -> {
                config.put("cleanup.policy", "delete");
                config.put("retention.ms", String.valueOf(THIRTY_DAYS_MILLIS));
                // Retention counts from the append, not from the timestamp of a replayed record.
                config.put("message.timestamp.type", "LogAppendTime");
            }
        }
        if (keep != Keep.THIRTY_DAYS) {
            // Segments roll by record time: replayed years would otherwise leave one small file a week.
            config.put("segment.ms", String.valueOf(TEN_YEARS_MILLIS));
        }
        if (!isInput() && keep != Keep.THIRTY_DAYS) {
            // What is written carries the business clock's time, wherever ticks and replayed records have moved it.
            config.put("message.timestamp.before.max.ms", ANY_TIME);
            config.put("message.timestamp.after.max.ms", ANY_TIME);
        }
        return config;
    }

    /** Whether the pipeline reads it from outside. */
    public boolean isInput() {
        return Topics.isInput(name);
    }
}
