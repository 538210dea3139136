package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One line of a replay file, with the seed whose history it belongs to. */
record HistoryLine(long seed, Instant at, ObjectNode json) {
    static HistoryLine of(long seed, Instant at, String topic, String key, JsonNode value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", "tiendo." + topic).put("timestamp", at.toString());
        if (key != null) {
            json.put("key", key);
        }
        json.set("value", value);
        return new HistoryLine(seed, at, json);
    }
}
