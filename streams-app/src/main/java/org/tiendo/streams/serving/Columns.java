package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;

/** The columns of a list as a table: the paths of its rows' fields, their parts joined by dots. */
record Columns(List<String> names) {

    static Columns of(String... names) {
        return new Columns(List.of(names));
    }

    /** The fields of a contract record, those of the records within it included. */
    static Columns of(Schema schema) {
        return new Columns(paths("", schema).toList());
    }

    private static Stream<String> paths(String prefix, Schema schema) {
        return schema.getFields().stream()
                .flatMap(field -> field.schema().getType() == Schema.Type.RECORD
                        ? paths(prefix + field.name() + ".", field.schema())
                        : Stream.of(prefix + field.name()));
    }

    /** These columns with others after them. */
    Columns and(String... more) {
        return new Columns(Stream.concat(names.stream(), Stream.of(more)).toList());
    }

    /** These columns with one before them. */
    Columns after(String first) {
        return new Columns(Stream.concat(Stream.of(first), names.stream()).toList());
    }

    /** These columns without some fields of the rows. */
    Columns without(List<String> fields) {
        return new Columns(names.stream()
                .filter(name -> !fields.contains(name.split("\\.", -1)[0]))
                .toList());
    }

    /** A row's cells: nothing for null, the items of a list with blanks between, anything deeper as JSON. */
    List<String> cells(ObjectNode row) {
        return names.stream().map(name -> cell(find(row, name))).toList();
    }

    private static JsonNode find(JsonNode row, String path) {
        JsonNode found = row;
        for (String part : path.split("\\.", -1)) {
            found = found.path(part);
        }
        return found;
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value instanceof MissingNode) {
            return "";
        }
        if (value.isArray() && scalars(value).allMatch(JsonNode::isValueNode)) {
            return Csv.harmless(
                    String.join(" ", scalars(value).map(JsonNode::asText).toList()));
        }
        if (value.isNumber()) {
            return value.asText();
        }
        return Csv.harmless(value.isValueNode() ? value.asText() : value.toString());
    }

    private static Stream<JsonNode> scalars(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
