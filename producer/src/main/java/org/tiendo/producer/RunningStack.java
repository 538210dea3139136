package org.tiendo.producer;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

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

    /** Looks for a stack in a data directory; empty where none has left its addresses. */
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
        return Optional.of(new RunningStack(
                required(addresses, "bootstrap", file),
                required(addresses, "registry", file),
                required(addresses, "http", file)));
    }

    private static String required(Properties addresses, String key, Path file) {
        String value = addresses.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new BadInputException(file + " has no " + key + ". Stop the stack and start it again");
        }
        return value.trim();
    }
}
