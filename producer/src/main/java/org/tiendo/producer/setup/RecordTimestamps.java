package org.tiendo.producer.setup;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tiendo.contract.Topic;

/**
 * Whose time the records of the input topics carry. Tiendo takes it for the time at which a record entered the system:
 * in a live installation only the broker may say that, in a replayed history only the replay can.
 */
public enum RecordTimestamps {
    /** The broker's, when the record arrives. */
    APPEND("LogAppendTime"),
    /** The sender's. */
    CREATE("CreateTime");

    /** Kafka's name of the setting. */
    static final String SETTING = "message.timestamp.type";

    private final String kafkaName;

    RecordTimestamps(String kafkaName) {
        this.kafkaName = kafkaName;
    }

    /** A topic's settings with this one; what the app itself writes always carries the time of its cause. */
    Map<String, String> configOf(Topic topic) {
        Map<String, String> config = new LinkedHashMap<>(topic.config());
        if (topic.isInput()) {
            config.put(SETTING, kafkaName);
        }
        return config;
    }

    /** What a topic's settings on the broker say. */
    static RecordTimestamps of(Map<String, String> config) {
        return APPEND.kafkaName.equals(config.get(SETTING)) ? APPEND : CREATE;
    }
}
