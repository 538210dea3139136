package org.tiendo.producer.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.RunningStack;
import picocli.CommandLine.Option;

/**
 * Where Kafka and the registry are: by option, else by {@code TIENDO_*} environment variable, else from the properties
 * file, else the embedded stack that runs on the data directory.
 */
public final class ConnectionOptions {
    private static final String KAFKA_VARIABLE = "TIENDO_KAFKA_";
    private static final String SECRET_FILE = "_FILE";
    private static final String KAFKA_KEY = "kafka.";

    private final Map<String, String> environment;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka ($TIENDO_BOOTSTRAP).")
    private @Nullable String bootstrap;

    @Option(names = "--registry", paramLabel = "URL", description = "Schema registry ($TIENDO_REGISTRY).")
    private @Nullable String registry;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".tiendo",
            description = "Data directory of a running demo, which tells where it listens (default: .tiendo).")
    private Path data = Path.of(".tiendo");

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "Setting for the Kafka clients, repeated as needed; also $TIENDO_KAFKA_SECURITY_PROTOCOL"
                    + " for security.protocol, and with _FILE at the end the name of a file that holds the value.")
    private Map<String, String> kafka = new LinkedHashMap<>();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "File with bootstrap=, registry= and kafka.KEY= lines.")
    private @Nullable Path properties;

    public ConnectionOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** @throws BadInputException when nothing says where Kafka is, or what says so cannot be read */
    public Connection connection() {
        Map<String, String> file = fileSettings();
        Map<String, String> settings = new LinkedHashMap<>();
        file.forEach((key, value) -> {
            if (key.startsWith(KAFKA_KEY)) {
                settings.put(key.substring(KAFKA_KEY.length()), value);
            }
        });
        settings.putAll(kafkaVariables());
        settings.putAll(kafka);
        Optional<String> kafkaAt = first(bootstrap, "TIENDO_BOOTSTRAP", file.get("bootstrap"));
        Optional<String> registryAt = first(registry, "TIENDO_REGISTRY", file.get("registry"));
        if (kafkaAt.isPresent() && registryAt.isPresent()) {
            return new Connection(kafkaAt.get(), registryAt.get(), settings);
        }
        if (kafkaAt.isPresent() || registryAt.isPresent()) {
            throw new BadInputException("--bootstrap and --registry go together: one of them is missing");
        }
        RunningStack stack = RunningStack.find(data)
                .orElseThrow(
                        () -> new BadInputException(
                                "no running demo was found in " + data
                                        + ". Start one (tiendo demo), name its directory (--data), or give --bootstrap and --registry"));
        return new Connection(stack.bootstrap(), stack.registry(), settings);
    }

    private Optional<String> first(@Nullable String option, String variable, @Nullable String fromFile) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .or(() -> Optional.ofNullable(fromFile));
    }

    private Map<String, String> kafkaVariables() {
        Map<String, String> settings = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (!name.startsWith(KAFKA_VARIABLE)) {
                return;
            }
            String setting = name.substring(KAFKA_VARIABLE.length());
            boolean secret = setting.endsWith(SECRET_FILE);
            String key = secret ? setting.substring(0, setting.length() - SECRET_FILE.length()) : setting;
            settings.put(key.toLowerCase(Locale.ROOT).replace('_', '.'), secret ? secret(name, Path.of(value)) : value);
        });
        return settings;
    }

    private static String secret(String variable, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadInputException(variable + " names " + file + ", which cannot be read", e);
        }
    }

    private Map<String, String> fileSettings() {
        if (properties == null) {
            return Map.of();
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(properties, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("--properties " + properties + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : read.stringPropertyNames()) {
            if (!key.equals("bootstrap") && !key.equals("registry") && !key.startsWith(KAFKA_KEY)) {
                throw new BadInputException(
                        properties + " has an unknown key " + key + "; expected bootstrap, registry or kafka.KEY");
            }
            settings.put(key, read.getProperty(key));
        }
        return settings;
    }
}
