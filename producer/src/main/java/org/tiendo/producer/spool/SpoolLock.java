package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a directory for one process; the system gives it back when the process ends, however it ends. Who has it is
 * written beside the lock, not into it: on many systems a process that closes a file it has locked, even if it only read
 * it, loses the lock.
 */
final class SpoolLock implements AutoCloseable {
    static final String FILE = "lock";
    static final String HOLDER = "holder";

    private final Path directory;
    private final FileChannel channel;

    private SpoolLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** @throws SpoolInUseException when somebody has it */
    static SpoolLock take(Path directory) throws IOException {
        String holder = holder(directory);
        if (holder.equals(thisProcess())) {
            throw new SpoolInUseException(directory, "this very program");
        }
        FileChannel channel =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new SpoolInUseException(directory, holder.isEmpty() ? "another program" : holder);
        }
        Files.writeString(directory.resolve(HOLDER), thisProcess(), StandardCharsets.US_ASCII);
        return new SpoolLock(directory, channel);
    }

    /** Who has the directory now, for people; empty where nobody has. */
    static String takenBy(Path directory) throws IOException {
        String holder = holder(directory);
        if (holder.isEmpty() || holder.equals(thisProcess())) {
            return holder;
        }
        try (FileChannel channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.WRITE)) {
            return tryLock(channel) == null ? holder : "";
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process was quicker.
            return null;
        }
    }

    private static String holder(Path directory) throws IOException {
        Path file = directory.resolve(HOLDER);
        return Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
    }

    /** Its number and when it began, for numbers are used again. */
    private static String thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return "process " + self.pid()
                + self.info().startInstant().map(at -> " of " + at).orElse("");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(directory.resolve(HOLDER));
        channel.close();
    }
}
