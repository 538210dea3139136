package org.tiendo.producer.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BadInputException;

/**
 * One line of a replay file.
 *
 * @param topic where it goes
 * @param timestamp the record's timestamp
 * @param key the record's key, null where the line has none
 * @param value the value as given; JSON null is a tombstone
 * @param text the whole line
 */
record ReplayLine(Topic topic, Instant timestamp, @Nullable String key, JsonNode value, String text) {
    private static final Set<String> FIELDS = Set.of("topic", "timestamp", "key", "value");
    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Reads a line.
     *
     * @param number its number, for messages
     * @throws BadInputException when it is not such a line; the message begins with its number
     */
    static ReplayLine parse(String text, long number) {
        JsonNode json = json(text, number);
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw bad(number, "has an unknown field " + name + "; expected topic, timestamp, key and value");
            }
        });
        String name = json.path("topic").asText();
        Topic topic = Topics.named(name).orElseThrow(() -> bad(number, "names no topic of Tiendo: \"" + name + "\""));
        JsonNode value = json.get("value");
        if (value == null) {
            throw bad(number, "has no value; write \"value\": null for a tombstone");
        }
        return new ReplayLine(topic, timestamp(json.path("timestamp"), number), key(json.path("key")), value, text);
    }

    private static JsonNode json(String text, long number) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.isObject()) {
                throw bad(number, "is not a JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new BadInputException("line " + number + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Instant timestamp(JsonNode node, long number) {
        try {
            Instant timestamp = Instant.parse(node.asText());
            if (timestamp.toEpochMilli() >= 0) {
                return timestamp;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadInputException(badTimestamp(number, node), e);
        }
        throw new BadInputException(badTimestamp(number, node));
    }

    private static String badTimestamp(long number, JsonNode node) {
        return "line " + number + " needs a timestamp such as \"2024-03-01T02:00:00Z\", from 1970 on, not "
                + (node.isMissingNode() ? "none" : node);
    }

    private static @Nullable String key(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static BadInputException bad(long number, String what) {
        return new BadInputException("line " + number + " " + what);
    }

    /** The value exactly as written in the line, in UTF-8. */
    byte[] rawValue() {
        try (JsonParser parser = JSON.createParser(text)) {
            byte[] raw = {};
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("value");
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getCharOffset();
                if (parser.currentToken().isStructStart()) {
                    parser.skipChildren();
                } else {
                    parser.finishToken();
                }
                int to = (int) parser.currentLocation().getCharOffset();
                if (wanted) {
                    raw = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
                }
            }
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException("a line that was parsed before", e);
        }
    }
}
