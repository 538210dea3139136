package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps bytes that are no whole record, so that somebody can look at them: nothing that was written is thrown away. */
final class DamagedRecords {
    static final String DIRECTORY = "damaged";
    private static final Logger LOG = LoggerFactory.getLogger(DamagedRecords.class);

    private final Path directory;

    DamagedRecords(Path spool) {
        directory = spool.resolve(DIRECTORY);
    }

    /**
     * Keeps bytes, unless they are kept already.
     *
     * @param torn true for the end of the newest file, which a kill or a power failure leaves behind; false for a
     *     record that was whole once
     */
    void keep(boolean torn, Path segment, long offset, ByteBuffer bytes) throws IOException {
        Path file = directory.resolve(segment.getFileName() + "-" + offset + (torn ? ".torn" : ".damaged"));
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(directory);
        SafeFiles.write(file, copy);
        LOG.warn(
                "{} at byte {} of {} ({} bytes): its bytes are kept in {}",
                torn ? "A record that was not written to its end" : "A damaged record",
                offset,
                segment,
                copy.length,
                file);
    }

    /** How many stretches of broken bytes are kept. */
    int count(boolean torn) throws IOException {
        return (int) filesIn(directory).stream()
                .filter(file -> file.toString().endsWith(torn ? ".torn" : ".damaged"))
                .count();
    }

    long bytes() throws IOException {
        return filesIn(directory).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    /** The files in a directory that may be missing, in the order of their names. */
    static List<Path> filesIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
