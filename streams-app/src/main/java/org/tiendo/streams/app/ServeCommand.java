package org.tiendo.streams.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.cli.LayeredSettings;
import org.tiendo.producer.setup.RecordTimestamps;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tiendo serve}: one instance of the app against any Kafka and registry, until it is told to stop or the pipeline
 * stops for good. Whatever goes wrong leaves by here: one clear line and an exit code.
 */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the pipeline and the query API against a Kafka cluster. Each setting is also a TIENDO_*"
                + " environment variable and a key of the properties file; see docs/config.md.")
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofMillis(9_500);

    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--properties", paramLabel = "FILE", description = "File with KEY=VALUE lines.")
    private @Nullable Path properties;

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "Setting passed on to the Kafka clients, repeated as needed.")
    private Map<String, String> kafka = new LinkedHashMap<>();

    @Option(names = "--setup", description = "First create missing topics and register the schemas.")
    private boolean setup;

    private ServeCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The command with an option for each setting. */
    public static CommandLine commandLine(Map<String, String> environment) {
        CommandLine line = new CommandLine(new ServeCommand(environment));
        for (Setting setting : Setting.values()) {
            String usual = setting.usual() == null ? "" : " (default: " + setting.usual() + ")";
            line.getCommandSpec()
                    .addOption(OptionSpec.builder(setting.options())
                            .paramLabel(setting.label())
                            .type(String.class)
                            .description(setting.meaning() + usual)
                            .build());
        }
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            LogFormat.check(environment);
            return serve(config());
        } catch (BadInputException e) {
            complain(e.getMessage(), e);
            return WRONG_USAGE;
        } catch (OperationFailedException | UncheckedIOException e) {
            complain(e.getMessage(), e);
            return FAILED;
        }
    }

    private int serve(AppConfig config) throws InterruptedException {
        makeWritable(config.pipeline().stateDirectory());
        if (setup) {
            setUp(config);
        }
        try (TiendoApp app = TiendoApp.start(config)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app), "stop-serve"));
            say("The query API answers at http://" + config.http().host() + ":" + app.port()
                    + "; /health/ready tells when its stores are restored");
            complain("the pipeline has stopped: " + app.awaitFailure() + ". Mend the cause and start again", null);
            return FAILED;
        } catch (KafkaException e) {
            throw new OperationFailedException(new FailureAdvice(config.connection()).adviseOn(e), e);
        }
    }

    private AppConfig config() {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        CommandLine.ParseResult parsed = commandLine().getParseResult();
        for (Setting setting : Setting.values()) {
            String value = parsed.matchedOptionValue(setting.options()[0], null);
            if (value != null) {
                options.put(setting, value);
            }
        }
        LayeredSettings layers = LayeredSettings.read(environment, properties, Setting.keys());
        layers.strayVariables(Setting.keys())
                .forEach((stray, meant) -> say(stray + " is no setting and is ignored; did you mean " + meant + "?"));
        return new ConfigReader(options, layers).read(kafka);
    }

    private static void makeWritable(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new IOException("it is not writable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("--state-dir " + directory + " cannot be used: " + e, e);
        }
    }

    /** History is replayed with its own times; otherwise only the broker says when a record came. */
    private void setUp(AppConfig config) {
        RecordTimestamps timestamps = TopicSetup.timestampsInUse(config.connection())
                .orElse(config.clock() == AppConfig.Clock.REPLAY ? RecordTimestamps.CREATE : RecordTimestamps.APPEND);
        AppConfig.PipelineConfig pipeline = config.pipeline();
        int created = new TopicSetup(
                        config.connection(), pipeline.partitions(), (short) pipeline.replicationFactor(), timestamps)
                .with(pipeline.writers())
                .createAndCheck()
                .size();
        int registered = new SchemaSetup(config.connection(), REGISTRY_PATIENCE)
                .with(pipeline.writers())
                .register()
                .size();
        say("Topics are as they should be (" + created + " created), " + registered + " schemas are registered");
    }

    /** Ends the process itself when closing takes too long: every store survives that. */
    private void stop(TiendoApp app) {
        say("Stopping");
        Thread closer = new Thread(app::close, "close-serve");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closer.isAlive()) {
            complain("it did not stop in time and was ended; its stores are whole", null);
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private void say(String line) {
        if (LogFormat.isJson(environment)) {
            LOG.info(line);
        } else {
            commandLine().getOut().println(line);
            commandLine().getOut().flush();
        }
    }

    private void complain(@Nullable String message, @Nullable Exception cause) {
        LOG.debug("Failed", cause);
        if (LogFormat.isJson(environment)) {
            LOG.error(message);
        } else {
            commandLine().getErr().println("tiendo serve: " + message);
            commandLine().getErr().flush();
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("a command is run by picocli");
        }
        return spec.commandLine();
    }
}
