package org.tiendo.producer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the embedded stack of a data directory listens, as it writes it into {@value #FILE} while it runs. Commands
 * read it, so that nobody has to type addresses.
 *
 * @param bootstrap the broker, host:port
 * @param registry the schema registry's URL
 * @param http the query API's URL, null where the stack runs without it
 * @param pid the process that runs it
 */
public record RunningStack(String bootstrap, String registry, @Nullable String http, long pid) {
    public static final String FILE = "addresses.properties";

    /**
     * The stack that runs on a data directory; empty when none does, also where a killed one left its file behind.
     *
     * @throws IllegalStateException when the file does not hold what it should
     */
    public static Optional<RunningStack> find(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
        RunningStack stack = new RunningStack(
                value(properties, "bootstrap", file),
                value(properties, "registry", file),
                properties.getProperty("http"),
                pid(value(properties, "pid", file), file));
        return Optional.of(stack).filter(RunningStack::isAlive);
    }

    /** The file's text. */
    public String asProperties() {
        return "bootstrap=" + bootstrap + "\nregistry=" + registry + (http == null ? "" : "\nhttp=" + http) + "\npid="
                + pid + "\n";
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String value(Properties properties, String key, Path file) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(file + " has no " + key + ": remove it and start the stack again");
        }
        return value;
    }

    private static long pid(String value, Path file) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(file + ": pid is not a number: " + value, e);
        }
    }
}
