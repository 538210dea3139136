package org.tiendo.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.tiendo.internal.TiendoInternal;
import org.tiendo.v1.TiendoV1;

/** Every named type of the contracts as they are now, public and internal. */
final class ContractSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractSchemas() {}

    /** Every type, each once. */
    static List<Schema> all() {
        return Stream.concat(
                        TiendoV1.PROTOCOL.getTypes().stream(),
                        TiendoInternal.PROTOCOL.getTypes().stream()
                                .filter(type -> type.getNamespace().equals("org.tiendo.internal")))
                .toList();
    }

    static List<Schema> records() {
        return all().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .toList();
    }

    /** The schema as text, complete in itself and without the hints for Java's code generator. */
    static String text(Schema schema) {
        try {
            JsonNode json = withoutJavaHints(JSON.readTree(schema.toString()));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode withoutJavaHints(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutJavaHints(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
            object.fieldNames().forEachRemaining(name -> object.set(name, withoutJavaHints(object.get(name))));
            // A type that held nothing but the hint is the bare type again.
            if (object.size() == 1 && object.path("type").isTextual()) {
                return object.get("type");
            }
        }
        return node;
    }
}
