package org.tiendo.producer.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes small files so that whoever reads them, after whatever happened, finds the old content or the new one. */
final class SafeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SafeFiles.class);

    private SafeFiles() {}

    /** Replaces a file, or makes it; when this returns a power failure does not undo it. */
    static void write(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            syncDirectory(directory);
        }
    }

    /** Makes the names in a directory last, where the system can. */
    static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems open no directories; their file systems keep names by themselves.
            LOG.debug("{} cannot be synchronised", directory, e);
        }
    }
}
