package org.tiendo.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of any contract with random content that fits it. */
final class RandomRecords {
    private final SplittableRandom random;

    RandomRecords(SplittableRandom random) {
        this.random = random;
    }

    SpecificRecord record(Schema schema) {
        TrustedClasses.addContracts();
        SpecificData data = SpecificData.getForSchema(schema);
        SpecificRecord record = (SpecificRecord) SpecificData.newInstance(data.getClass(schema), schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        return record;
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> random.nextBoolean() ? null : value(schema.getTypes().get(1));
            case RECORD -> record(schema);
            case ARRAY -> array(schema);
            case ENUM ->
                SpecificData.get()
                        .createEnum(
                                schema.getEnumSymbols()
                                        .get(random.nextInt(
                                                schema.getEnumSymbols().size())),
                                schema);
            case STRING -> text();
            case BOOLEAN -> random.nextBoolean();
            case INT -> schema.getLogicalType() == null ? (Object) random.nextInt() : day();
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) random.nextLong()
                        : Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
            case BYTES -> bytes(schema);
            default -> throw new IllegalStateException("no value of " + schema.getType());
        };
    }

    private Object bytes(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return BigDecimal.valueOf(random.nextLong(-999_999_999L, 1_000_000_000L), decimal.getScale());
        }
        return java.nio.ByteBuffer.wrap(text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private LocalDate day() {
        return LocalDate.ofEpochDay(random.nextInt(-10_000, 60_000));
    }

    private List<@Nullable Object> array(Schema schema) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(value(schema.getElementType()));
        }
        return items;
    }

    private String text() {
        return random.ints(random.nextInt(8), 0, 0xD7FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
