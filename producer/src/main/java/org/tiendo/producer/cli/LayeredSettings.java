package org.tiendo.producer.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.NearestName;

/**
 * Where a setting comes from: an option, else a {@code TIENDO_*} environment variable, else a line of a properties file.
 * Every command reads its settings through here, so that they all follow the same rule.
 */
public final class LayeredSettings {
    private static final String VARIABLE = "TIENDO_";
    private static final String KAFKA_VARIABLE = VARIABLE + "KAFKA_";
    private static final String FROM_FILE = "_FILE";
    private static final String KAFKA_KEY = "kafka.";
    private static final Set<String> OF_THE_LAUNCHER = Set.of("TIENDO_LOG", "TIENDO_JAVA_OPTS", "TIENDO_MAIN");
    private static final Map<String, String> SET_ELSEWHERE =
            Map.of("bootstrap.servers", "bootstrap", "schema.registry.url", "registry");

    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final String fileName;

    private LayeredSettings(Map<String, String> environment, Map<String, String> file, String fileName) {
        this.environment = Map.copyOf(environment);
        this.file = file;
        this.fileName = fileName;
    }

    /**
     * Reads the file, if there is one.
     *
     * @param known the names that may stand in the file, besides {@code kafka.KEY}
     * @throws BadInputException when the file cannot be read or has another key
     */
    public static LayeredSettings read(
            Map<String, String> environment, @Nullable Path properties, Collection<String> known) {
        if (properties == null) {
            return new LayeredSettings(environment, Map.of(), "");
        }
        Map<String, String> file = load(properties);
        for (String key : file.keySet()) {
            if (!known.contains(key) && !key.startsWith(KAFKA_KEY)) {
                throw new BadInputException(properties + " has an unknown key " + key + ". Did you mean "
                        + NearestName.of(key, known) + "? Kafka's own settings begin with " + KAFKA_KEY);
            }
        }
        return new LayeredSettings(environment, file, properties.toString());
    }

    /**
     * A value and who set it.
     *
     * @param value without blanks around it
     * @param origin the option, the variable, or the key and file, for messages
     */
    public record Found(String value, String origin) {}

    /**
     * Looks a setting up. A variable that is empty counts as unset; {@code TIENDO_X_FILE} names a file with the value
     * of {@code TIENDO_X}.
     *
     * @param name as in the file: {@code application-id}
     * @param option what the command line says, null where it says nothing
     */
    public Optional<Found> find(String name, @Nullable String option) {
        if (option != null) {
            return Optional.of(new Found(option.strip(), "--" + name));
        }
        String variable = variable(name);
        String direct = environment.getOrDefault(variable, "");
        String secret = environment.getOrDefault(variable + FROM_FILE, "");
        if (!direct.isBlank() && !secret.isBlank()) {
            throw new BadInputException(variable + " and " + variable + FROM_FILE + " are both set; keep one");
        }
        if (!direct.isBlank()) {
            return Optional.of(new Found(direct.strip(), variable));
        }
        if (!secret.isBlank()) {
            return Optional.of(new Found(contentOf(variable + FROM_FILE, secret), variable + FROM_FILE));
        }
        return Optional.ofNullable(file.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> new Found(value.strip(), name + " in " + fileName));
    }

    /** The environment variable of a setting. */
    public static String variable(String name) {
        return VARIABLE + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Variables that look like settings but are none, each with the setting it may have meant. They are no error, because
     * an orchestrator may set variables of its own that begin alike.
     */
    public Map<String, String> strayVariables(Collection<String> known) {
        List<String> names = known.stream().map(LayeredSettings::variable).toList();
        Map<String, String> stray = new TreeMap<>();
        for (String name : environment.keySet()) {
            String plain = name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
            if (name.startsWith(VARIABLE)
                    && !name.startsWith(KAFKA_VARIABLE)
                    && !names.contains(plain)
                    && !OF_THE_LAUNCHER.contains(name)) {
                stray.put(name, NearestName.of(name, names));
            }
        }
        return stray;
    }

    /**
     * Settings for the Kafka clients: {@code kafka.security.protocol} in the file, {@code TIENDO_KAFKA_SECURITY_PROTOCOL}
     * in the environment.
     *
     * @param options what the command line says
     */
    public Map<String, String> kafka(Map<String, String> options) {
        Map<String, String> settings = new LinkedHashMap<>();
        file.forEach((key, value) -> {
            if (key.startsWith(KAFKA_KEY)) {
                settings.put(key.substring(KAFKA_KEY.length()), value);
            }
        });
        environment.forEach((name, value) -> {
            if (name.startsWith(KAFKA_VARIABLE) && !value.isBlank()) {
                putVariable(settings, name, value);
            }
        });
        settings.putAll(options);
        SET_ELSEWHERE.forEach((key, name) -> {
            if (settings.containsKey(key)) {
                throw new BadInputException(
                        "the Kafka setting " + key + " is set by --" + name + " or " + variable(name) + "; remove it");
            }
        });
        return settings;
    }

    private static void putVariable(Map<String, String> settings, String name, String value) {
        boolean secret = name.endsWith(FROM_FILE);
        String key = name.substring(KAFKA_VARIABLE.length(), name.length() - (secret ? FROM_FILE.length() : 0));
        settings.put(key.toLowerCase(Locale.ROOT).replace('_', '.'), secret ? contentOf(name, value) : value);
    }

    private static String contentOf(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new BadInputException(variable + " names " + file + ", which cannot be read", e);
        }
    }

    private static Map<String, String> load(Path properties) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(properties, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("--properties " + properties + " cannot be read: " + e, e);
        }
        Map<String, String> file = new LinkedHashMap<>();
        for (String key : List.copyOf(read.stringPropertyNames())) {
            file.put(key, read.getProperty(key));
        }
        return file;
    }
}
