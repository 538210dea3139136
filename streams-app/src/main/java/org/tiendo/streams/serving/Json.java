package org.tiendo.streams.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.avro.specific.SpecificRecord;
import org.tiendo.contract.ContractJson;

/** Makes and writes JSON. */
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper WRITER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array(Collection<ObjectNode> items) {
        return NODES.arrayNode(items.size()).addAll(items);
    }

    static ArrayNode texts(Collection<String> items) {
        ArrayNode array = NODES.arrayNode(items.size());
        items.forEach(array::add);
        return array;
    }

    static ArrayNode records(Collection<? extends SpecificRecord> items) {
        ArrayNode array = NODES.arrayNode(items.size());
        items.forEach(item -> array.add(ContractJson.toJson(item)));
        return array;
    }

    static byte[] bytes(JsonNode json) {
        try {
            return WRITER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("could not write JSON", e);
        }
    }
}
