package org.tiendo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tiendo.producer.RunningStack;

/**
 * The directory that a stack keeps everything in, for one process at a time. The lock is the operating system's: it
 * goes with the process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory, made if missing.
     *
     * @throws DataDirectoryInUse when another stack has it
     */
    public static DataDirectory take(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        Path lock = root.resolve(LOCK);
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new DataDirectoryInUse(root, Files.readString(lock).strip());
            }
            writePid(channel);
            Files.deleteIfExists(root.resolve(RunningStack.FILE));
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("could not use the data directory " + root + ": " + e, e);
        }
    }

    public Path root() {
        return root;
    }

    public Path broker() {
        return root.resolve("broker");
    }

    public Path registry() {
        return root.resolve("registry");
    }

    /** Where the pipeline keeps its stores. */
    public Path streams() {
        return root.resolve("streams");
    }

    /** Writes the addresses down where commands look for them. */
    void announce(RunningStack stack) {
        long pid = ProcessHandle.current().pid();
        SafeFile.replace(root.resolve(RunningStack.FILE), stack.asProperties(pid));
    }

    /** Takes the addresses away: commands must not call a stack that is stopping. */
    void withdraw() {
        try {
            Files.deleteIfExists(root.resolve(RunningStack.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove the addresses in " + root, e);
        }
    }

    /** Leaves the directory to the next process; from then on it is not ours to change. */
    @Override
    public void close() {
        if (!lockFile.isOpen()) {
            return;
        }
        withdraw();
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not leave the data directory " + root, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Held by another stack of this very process.
            return false;
        }
    }

    private static void writePid(FileChannel channel) throws IOException {
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid), 0);
    }
}
