package org.tiendo.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's memory: one JSON line for each change, on disk before the change is answered. A last line that a
 * crash cut short was never answered: it is cut off. Damage elsewhere stops the start.
 */
final class SchemaJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaJournal.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel channel;

    private SchemaJournal(FileChannel channel) {
        this.channel = channel;
    }

    /** What was in the journal, and the journal, open for more. */
    record Opened(SchemaJournal journal, List<JournalEntry> entries) {}

    static Opened open(Path file) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        List<JournalEntry> entries = new ArrayList<>();
        int good = readAll(file, bytes, entries);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (good < bytes.length) {
            LOG.warn("{}: cut off an unfinished last line of {} bytes", file, bytes.length - good);
            channel.truncate(good);
        }
        channel.position(good);
        return new Opened(new SchemaJournal(channel), entries);
    }

    /** Returns when the entry is on disk; leaves nothing behind when it cannot be. */
    void append(JournalEntry entry) throws IOException {
        long start = channel.position();
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(start);
            channel.position(start);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Adds the entries of whole lines and answers where the last of them ends. */
    private static int readAll(Path file, byte[] bytes, List<JournalEntry> entries) throws IOException {
        int start = 0;
        while (start < bytes.length) {
            int end = endOfLine(bytes, start);
            if (end == bytes.length) {
                return start;
            }
            try {
                entries.add(JSON.readValue(bytes, start, end - start, JournalEntry.class));
            } catch (JsonProcessingException e) {
                if (end == bytes.length - 1) {
                    return start;
                }
                throw new IOException(
                        file + ", line " + (entries.size() + 1) + ": not a journal entry; restore the"
                                + " file, or remove the data directory to begin anew",
                        e);
            }
            start = end + 1;
        }
        return start;
    }

    private static int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
