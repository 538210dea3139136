package org.tiendo.streams.ingest;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;

/**
 * Reads Confluent's wire format (a zero, the writer schema's id, the Avro binary) and trusts nothing: the schema must
 * belong to the topic's subject and bear the record's name, and the binary must end where the record does. Used by one
 * stream thread.
 */
final class WireDecoder<T extends SpecificRecord> {
    /** The broker's limit for a compressed batch; a record may unpack to more. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int HEADER_BYTES = 1 + Integer.BYTES;
    private static final int MAX_SCHEMA_CHARACTERS = 64 * 1024;
    /** A registry says what is unknown by 404xx; a bare 404 comes from a wrong address or from something in between. */
    private static final int UNKNOWN_TO_REGISTRY = 404;

    private final Topic topic;
    private final Schema expected;
    private final SchemaRegistryClient registry;
    private final RegistryPatience patience;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private @Nullable BinaryDecoder reused;

    WireDecoder(Topic topic, Class<T> type, SchemaRegistryClient registry, RegistryPatience patience) {
        this.topic = topic;
        this.expected = SpecificData.get().getSchema(type);
        this.registry = registry;
        this.patience = patience;
    }

    /** Reads one value; waits while the registry cannot be reached. */
    Decoding<T> decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return unreadable(
                    "TOMBSTONE", "a null value deletes nothing here: publish a cancelled or closed version instead");
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            return unreadable("NOT_AVRO", "the value is not in Confluent's Avro wire format: use its serializer");
        }
        if (bytes.length > MAX_BYTES) {
            return unreadable("TOO_LARGE", "the value has " + bytes.length + " bytes; the limit is " + MAX_BYTES);
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        SpecificDatumReader<T> reader = readers.get(id);
        if (reader == null) {
            WriterSchema writer = patience.ask(() -> lookUp(id));
            if (writer.schema == null) {
                return unreadable(writer.code, writer.reason);
            }
            reader = new SpecificDatumReader<>(writer.schema, expected, SpecificData.getForSchema(expected));
            readers.put(id, reader);
        }
        return read(reader, bytes);
    }

    private Decoding<T> read(SpecificDatumReader<T> reader, byte[] bytes) {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, reused);
        reused = decoder;
        try {
            T value = reader.read(null, decoder);
            return decoder.isEnd()
                    ? new Decoding.Read<>(value)
                    : unreadable("UNDECODABLE", "bytes are left over after the record");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Bytes from outside can make Avro throw almost anything; whatever it is, this record is unreadable.
            return unreadable(
                    "UNDECODABLE",
                    "the bytes do not fit their schema: " + e.getClass().getSimpleName());
        }
    }

    /** A schema that may be read, or why not. */
    private record WriterSchema(@Nullable Schema schema, String code, String reason) {}

    private WriterSchema lookUp(int id) throws IOException, RestClientException {
        try {
            if (!(registry.getSchemaById(id).rawSchema() instanceof Schema schema)) {
                return new WriterSchema(null, "WRONG_SCHEMA", "schema " + id + " is not an Avro schema");
            }
            // Not every registry can list the subjects of an id; all can list its versions.
            if (registry.getAllVersionsById(id).stream()
                    .noneMatch(version -> version.getSubject().equals(topic.subject()))) {
                return new WriterSchema(
                        null, "WRONG_SCHEMA", "schema " + id + " does not belong to subject " + topic.subject());
            }
            return check(id, schema);
        } catch (RestClientException e) {
            if (e.getErrorCode() / 100 != UNKNOWN_TO_REGISTRY) {
                throw e;
            }
            return new WriterSchema(null, "UNKNOWN_SCHEMA", "the registry has no schema " + id);
        }
    }

    private WriterSchema check(int id, Schema schema) {
        if (schema.getType() != Schema.Type.RECORD || !schema.getFullName().equals(expected.getFullName())) {
            return new WriterSchema(
                    null, "WRONG_SCHEMA", "schema " + id + " is not of record " + expected.getFullName());
        }
        if (schema.toString().length() > MAX_SCHEMA_CHARACTERS || isRecursive(schema, new HashSet<>())) {
            return new WriterSchema(null, "WRONG_SCHEMA", "schema " + id + " is recursive or too large");
        }
        return new WriterSchema(schema, "", "");
    }

    private static boolean isRecursive(Schema schema, Set<String> enclosing) {
        return switch (schema.getType()) {
            case RECORD -> {
                if (!enclosing.add(schema.getFullName())) {
                    yield true;
                }
                boolean recursive =
                        schema.getFields().stream().anyMatch(field -> isRecursive(field.schema(), enclosing));
                enclosing.remove(schema.getFullName());
                yield recursive;
            }
            case ARRAY -> isRecursive(schema.getElementType(), enclosing);
            case MAP -> isRecursive(schema.getValueType(), enclosing);
            case UNION -> schema.getTypes().stream().anyMatch(branch -> isRecursive(branch, enclosing));
            default -> false;
        };
    }

    private static <T extends SpecificRecord> Decoding<T> unreadable(String code, String reason) {
        return new Decoding.Unreadable<>(code, reason);
    }
}
