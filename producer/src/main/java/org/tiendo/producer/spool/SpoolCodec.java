package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.tiendo.contract.SingleObjectCodec;
import org.tiendo.v1.ProgressReport;

/**
 * Reports as bytes that need no registry. The schemas they were written with lie in the directory beside them, so that a
 * later release, or another program, can read them.
 */
final class SpoolCodec {
    private static final String SUFFIX = ".avsc";

    private final SingleObjectCodec codec;

    private SpoolCodec(List<Schema> schemas) {
        codec = new SingleObjectCodec(schemas);
    }

    /** Of a directory, to which the present schema is added where it is missing. */
    static SpoolCodec open(Path directory) throws IOException {
        Schema present = ProgressReport.getClassSchema();
        Path file =
                directory.resolve(String.format("%016x%s", SchemaNormalization.parsingFingerprint64(present), SUFFIX));
        if (!Files.exists(file)) {
            SafeFiles.write(file, present.toString().getBytes(StandardCharsets.UTF_8));
        }
        return read(directory);
    }

    /** Of a directory, which is only read. */
    static SpoolCodec read(Path directory) throws IOException {
        List<Schema> schemas = new ArrayList<>(List.of(ProgressReport.getClassSchema()));
        for (Path file : DamagedRecords.filesIn(directory)) {
            if (file.toString().endsWith(SUFFIX)) {
                schemas.add(new Schema.Parser().parse(Files.readString(file)));
            }
        }
        return new SpoolCodec(schemas);
    }

    byte[] encode(ProgressReport report) {
        return codec.encode(report);
    }

    /** @throws AvroRuntimeException when the bytes are no report of a known schema */
    ProgressReport decode(byte[] bytes) {
        if (codec.decode(bytes) instanceof ProgressReport report) {
            return report;
        }
        throw new AvroRuntimeException("not a progress report");
    }
}
