package org.tiendo.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro single-object encoding (two marker bytes, the writer schema's 64-bit fingerprint, the binary) for what Tiendo
 * keeps in stores and sends between stages: it can be read back without a registry as long as the schema is known here.
 */
public final class SingleObjectCodec {
    static {
        TrustedClasses.addContracts();
    }

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int HEADER_BYTES = MARKER.length + Long.BYTES;

    private final Map<Long, Schema> writers = new ConcurrentHashMap<>();
    private final Map<Schema, Long> fingerprints = new ConcurrentHashMap<>();
    private final Map<Long, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    /** @param schemas every schema, of any release, whose records may be read */
    public SingleObjectCodec(List<Schema> schemas) {
        schemas.forEach(schema -> writers.put(SchemaNormalization.parsingFingerprint64(schema), schema));
    }

    public byte[] encode(SpecificRecord value) {
        Schema schema = value.getSchema();
        long fingerprint = fingerprints.computeIfAbsent(schema, SchemaNormalization::parsingFingerprint64);
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.writeBytes(MARKER);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint)
                .array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema)).write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode " + schema.getFullName(), e);
        }
        return out.toByteArray();
    }

    /** @throws AvroRuntimeException when the bytes are not an encoded record of a known schema */
    public SpecificRecord decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MARKER[0] || bytes[1] != MARKER[1]) {
            throw new AvroRuntimeException("not in single-object encoding");
        }
        long fingerprint = ByteBuffer.wrap(bytes, MARKER.length, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        SpecificDatumReader<SpecificRecord> reader = readers.computeIfAbsent(fingerprint, this::readerFor);
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        try {
            // A reader keeps per-call state in its resolver, which is per thread: sharing it is safe.
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new AvroRuntimeException("could not decode internal record", e);
        }
    }

    private SpecificDatumReader<SpecificRecord> readerFor(long fingerprint) {
        Schema writer = writers.get(fingerprint);
        if (writer == null) {
            throw new AvroRuntimeException("unknown schema fingerprint " + Long.toHexString(fingerprint));
        }
        SpecificData data = SpecificData.getForSchema(writer);
        Class<?> type = data.getClass(writer);
        if (type == null) {
            throw new AvroRuntimeException("no class for " + writer.getFullName());
        }
        return new SpecificDatumReader<>(writer, data.getSchema(type), data);
    }
}
