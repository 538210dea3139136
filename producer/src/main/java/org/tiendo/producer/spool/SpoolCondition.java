package org.tiendo.producer.spool;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;

/**
 * Whether a spool drains, or what it waits for. Kept in a small file, so that another process can tell.
 *
 * @param state what it does
 * @param reason what it waits for and what to do; empty while it drains
 * @param since since when that is so
 */
public record SpoolCondition(State state, String reason, Instant since) {
    static final String FILE = "condition.properties";

    /** What a spool does. */
    public enum State {
        /** Reports go out as they come. */
        DRAINING,
        /** The last try failed; it tries again by itself, often. */
        RETRYING,
        /** Somebody has to do something first; it tries again now and then. */
        NEEDS_ATTENTION
    }

    void write(Path directory) throws IOException {
        String text = "state=" + state + "\nsince=" + since + "\nreason="
                + reason.replace("\\", "\\\\").replace("\n", " ") + "\n";
        SafeFiles.write(directory.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the directory's file says; draining where there is none. */
    static SpoolCondition read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new SpoolCondition(State.DRAINING, "", Instant.EPOCH);
        }
        Properties text = new Properties();
        text.load(new StringReader(Files.readString(file)));
        try {
            return new SpoolCondition(
                    State.valueOf(text.getProperty("state", "")),
                    text.getProperty("reason", ""),
                    Instant.parse(text.getProperty("since", "")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
