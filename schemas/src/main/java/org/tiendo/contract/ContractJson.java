package org.tiendo.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The contracts as plain JSON: field names as in the schema, dates {@code 2024-03-01}, instants in ISO-8601, decimals
 * as numbers, a nullable field as its value or null. Fields left out take their defaults.
 */
public final class ContractJson {
    private static final String DATE = "a date such as 2024-03-01";
    private static final String INSTANT = "an instant such as 2024-03-01T02:00:00Z";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static {
        TrustedClasses.addContracts();
    }

    private ContractJson() {}

    /** The record as a JSON object. */
    public static ObjectNode toJson(SpecificRecord value) {
        ObjectNode json = NODES.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            json.set(field.name(), nodeOf(value.get(field.pos())));
        }
        return json;
    }

    private static JsonNode nodeOf(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof SpecificRecord nested) {
            return toJson(nested);
        }
        if (value instanceof List<?> items) {
            ArrayNode array = NODES.arrayNode(items.size());
            items.forEach(item -> array.add(nodeOf(item)));
            return array;
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        return NODES.textNode(value.toString());
    }

    /**
     * Reads a record from its JSON form.
     *
     * @throws IllegalArgumentException when it does not fit the schema; the message names the field
     */
    public static <T extends SpecificRecord> T fromJson(JsonNode json, Class<T> type) {
        Schema schema = SpecificData.get().getSchema(type);
        return type.cast(recordOf(json, schema, schema.getName()));
    }

    /** Reads a record of a generated class by its schema; see {@link #fromJson(JsonNode, Class)}. */
    public static SpecificRecord fromJson(JsonNode json, Schema schema) {
        return recordOf(json, schema, schema.getName());
    }

    private static SpecificRecord recordOf(JsonNode json, Schema schema, String where) {
        if (!json.isObject()) {
            throw misfit(where, "an object", json);
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (schema.getField(name) == null) {
                throw new IllegalArgumentException(where + " has no field " + name);
            }
        }
        SpecificData data = SpecificData.getForSchema(schema);
        SpecificRecord record = (SpecificRecord) SpecificData.newInstance(data.getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            String path = where + "." + field.name();
            JsonNode node = json.get(field.name());
            record.put(field.pos(), node == null ? defaultOf(field, data, path) : valueOf(node, field.schema(), path));
        }
        return record;
    }

    private static @Nullable Object defaultOf(Schema.Field field, SpecificData data, String path) {
        if (!field.hasDefaultValue()) {
            throw new IllegalArgumentException(path + " is missing");
        }
        return data.deepCopy(field.schema(), data.getDefaultValue(field));
    }

    private static @Nullable Object valueOf(JsonNode node, Schema schema, String path) {
        return switch (schema.getType()) {
            case UNION -> node.isNull() ? null : valueOf(node, nonNull(schema), path);
            case RECORD -> recordOf(node, schema, path);
            case ARRAY -> arrayOf(node, schema, path);
            case ENUM -> enumOf(node, schema, path);
            case STRING -> node.isTextual() ? node.textValue() : fail(path, "a string", node);
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : fail(path, "true or false", node);
            case INT -> intOf(node, schema.getLogicalType(), path);
            case LONG -> longOf(node, schema.getLogicalType(), path);
            case BYTES -> decimalOf(node, schema.getLogicalType(), path);
            default -> throw new IllegalStateException("no JSON form for " + schema.getType());
        };
    }

    private static Schema nonNull(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static List<@Nullable Object> arrayOf(JsonNode node, Schema schema, String path) {
        if (!node.isArray()) {
            throw misfit(path, "an array", node);
        }
        List<@Nullable Object> items = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            items.add(valueOf(item, schema.getElementType(), path + "[" + items.size() + "]"));
        }
        return items;
    }

    private static Object enumOf(JsonNode node, Schema schema, String path) {
        if (!node.isTextual() || !schema.hasEnumSymbol(node.textValue())) {
            throw misfit(path, "one of " + schema.getEnumSymbols(), node);
        }
        return SpecificData.get().createEnum(node.textValue(), schema);
    }

    private static Object intOf(JsonNode node, @Nullable LogicalType logical, String path) {
        if (logical instanceof LogicalTypes.Date) {
            return dateOf(node, path);
        }
        return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : fail(path, "a whole number", node);
    }

    private static LocalDate dateOf(JsonNode node, String path) {
        try {
            LocalDate day = LocalDate.parse(node.asText());
            if (isFourDigitYear(day.getYear())) {
                return day;
            }
        } catch (DateTimeParseException e) {
            throw misfit(path, DATE, node);
        }
        throw misfit(path, DATE, node);
    }

    /** Other years overflow Avro's day and millisecond numbers, some of them silently. */
    private static boolean isFourDigitYear(int year) {
        return year >= 0 && year <= 9999;
    }

    private static Object instantOf(JsonNode node, String path) {
        try {
            Instant instant = Instant.parse(node.asText());
            if (isFourDigitYear(instant.atOffset(ZoneOffset.UTC).getYear())) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            throw misfit(path, INSTANT, node);
        }
        throw misfit(path, INSTANT, node);
    }

    private static Object longOf(JsonNode node, @Nullable LogicalType logical, String path) {
        if (logical instanceof LogicalTypes.TimestampMillis) {
            return instantOf(node, path);
        }
        return node.isIntegralNumber() && node.canConvertToLong()
                ? node.longValue()
                : fail(path, "a whole number", node);
    }

    private static Object decimalOf(JsonNode node, @Nullable LogicalType logical, String path) {
        if (logical instanceof LogicalTypes.Decimal decimal && node.isNumber()) {
            try {
                return node.decimalValue().setScale(decimal.getScale());
            } catch (ArithmeticException e) {
                throw misfit(path, "a number with at most " + decimal.getScale() + " decimals", node);
            }
        }
        return fail(path, "a number", node);
    }

    private static Object fail(String path, String expected, JsonNode found) {
        throw misfit(path, expected, found);
    }

    private static IllegalArgumentException misfit(String path, String expected, JsonNode found) {
        return new IllegalArgumentException(path + " must be " + expected + ", not " + found);
    }
}
