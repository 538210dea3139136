package org.tiendo.producer;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a running embedded stack leaves in its data directory, so that commands find it without being told.
 *
 * @param bootstrap Kafka's {@code host:port}
 * @param registry the schema registry's URL
 * @param http the query API's URL
 */
public record RunningStack(String bootstrap, String registry, String http) {
    /** Written by the stack when it is up, deleted when it stops. */
    public static final String FILE = "addresses.properties";

    /**
     * Looks for a stack in a data directory; empty where none has left its addresses, or where the process that left
     * them is gone, as after a kill.
     */
    public static Optional<RunningStack> find(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties addresses = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            addresses.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
        RunningStack stack = new RunningStack(
                required(addresses, "bootstrap", file),
                required(addresses, "registry", file),
                required(addresses, "http", file));
        return isAlive(addresses.getProperty("pid"), file) ? Optional.of(stack) : Optional.empty();
    }

    /** The file's text, for the process that runs the stack. */
    public String asProperties(long pid) {
        return "bootstrap=" + bootstrap + "\nregistry=" + registry + "\nhttp=" + http + "\npid=" + pid + "\n";
    }

    private static boolean isAlive(@Nullable String pid, Path file) {
        try {
            return pid == null
                    || ProcessHandle.of(Long.parseLong(pid.trim()))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
        } catch (NumberFormatException e) {
            throw new BadInputException(file + ": pid is not a number: " + pid, e);
        }
    }

    private static String required(Properties addresses, String key, Path file) {
        String value = addresses.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new BadInputException(file + " has no " + key + ". Stop the stack and start it again");
        }
        return value.trim();
    }
}
