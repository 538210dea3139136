package org.tiendo.producer.tokens;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.tiendo.producer.OperationFailedException;

/**
 * The file that tokens are kept in. It is replaced whole, so that who reads it finds the old list or the new one; two
 * who change it at the same moment take turns by a lock file beside it.
 */
public final class TokenFile {
    /** Its name in a data directory. */
    public static final String NAME = "tokens.json";

    private static final String OWNER_ONLY = "rw-------";
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOCK_PAUSE = Duration.ofMillis(20);
    private static final long LARGEST_BYTES = 64L * 1024 * 1024;

    private final Path path;

    public TokenFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /**
     * The tokens in it.
     *
     * @throws NoSuchFileException when there is no such file
     * @throws IOException when it cannot be read, anybody may write it, or it is not a list of tokens
     */
    public TokenList read() throws IOException {
        if (Files.size(path) > LARGEST_BYTES) {
            throw new IOException(path + " is larger than any list of tokens");
        }
        if (hasPosix(path) && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(path + " may be written by everybody on this machine; chmod 600 mends it");
        }
        try {
            return TokenList.parse(Files.readString(path));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Changes the list; an absent file counts as an empty one.
     *
     * @throws OperationFailedException when it cannot be read or written; it is then as it was
     */
    public TokenList change(UnaryOperator<TokenList> change) {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        try {
            Files.createDirectories(parent());
            // Closing the channel gives the lock back.
            try (FileChannel channel = open(lock)) {
                awaitLock(channel);
                TokenList changed = change.apply(readOrEmpty());
                replace(changed.asJson());
                return changed;
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot change the tokens in " + path + ": " + e, e);
        }
    }

    private TokenList readOrEmpty() throws IOException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            return TokenList.EMPTY;
        }
    }

    private static void awaitLock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        while (!tryLock(channel)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("another command has held its lock for " + LOCK_PATIENCE.toSeconds() + " s");
            }
            pause();
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this very process has it.
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOCK_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for its lock", e);
        }
    }

    private void replace(String text) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        // One left by a command that was killed could have other permissions.
        Files.deleteIfExists(next);
        try (FileChannel channel = open(next)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileChannel open(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return hasPosix(parent())
                ? FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))
                : FileChannel.open(file, options);
    }

    private static boolean hasPosix(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class);
    }

    private Path parent() {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("an absolute path of a file has a directory");
        }
        return parent;
    }
}
