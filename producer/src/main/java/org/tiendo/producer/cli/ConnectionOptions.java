package org.tiendo.producer.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final List<String> KNOWN = List.of("bootstrap", "registry", "gateway", "token");

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
            description = "File with bootstrap=, registry=, gateway= and kafka.KEY= lines.")
    private @Nullable Path properties;

    public ConnectionOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The data directory, whether or not a demo runs on it. */
    Path data() {
        return data;
    }

    /** @throws BadInputException when nothing says where Kafka is, or what says so cannot be read */
    public Connection connection() {
        return connectionIfAny()
                .orElseThrow(
                        () -> new BadInputException(
                                "no running demo was found in " + data
                                        + ". Start one (tiendo demo), name its directory (--data), or give --bootstrap and --registry"));
    }

    /**
     * As {@link #connection}, and empty where nothing says where Kafka is.
     *
     * @throws BadInputException when what says so cannot be read
     */
    public Optional<Connection> connectionIfAny() {
        LayeredSettings layers = layers();
        Map<String, String> settings = layers.kafka(kafka);
        Optional<String> kafkaAt = layers.find("bootstrap", bootstrap).map(LayeredSettings.Found::value);
        Optional<String> registryAt = layers.find("registry", registry).map(LayeredSettings.Found::value);
        if (kafkaAt.isPresent() && registryAt.isPresent()) {
            return Optional.of(new Connection(kafkaAt.get(), registryAt.get(), settings));
        }
        if (kafkaAt.isPresent() || registryAt.isPresent()) {
            throw new BadInputException("--bootstrap and --registry go together: one of them is missing");
        }
        return runningStack().map(stack -> new Connection(stack.bootstrap(), stack.registry(), settings));
    }

    /** What the environment and the properties file say, for other options of the same command. */
    LayeredSettings layers() {
        return LayeredSettings.read(environment, properties, KNOWN);
    }

    Optional<RunningStack> runningStack() {
        return RunningStack.find(data);
    }
}
