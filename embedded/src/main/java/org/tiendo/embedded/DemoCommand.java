package org.tiendo.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code tiendo demo}: everything in one process, until Ctrl-C. */
@Command(
        name = "demo",
        description =
                "Runs broker, registry, pipeline and query API in one process, with five real plans and a simulated"
                        + " history of progress. Data is kept: a second start goes on from it.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration STOP_WITHIN = Duration.ofMillis(9_500);

    private final DemoHistory history;
    private final DemoPipeline pipeline;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).",
            defaultValue = ".tiendo")
    private Path data = Path.of(".tiendo");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "HTTP port of the query API (default: 8080, or a free one when that is taken).")
    private @Nullable Integer port;

    @Option(names = "--empty", description = "Begin without the sample plans and their history.")
    private boolean empty;

    @Option(
            names = "--clock",
            paramLabel = "live|replay",
            converter = ClockName.class,
            description =
                    "What moves the business clock: the machine's clock, or only replayed ticks and record timestamps"
                            + " (default: live, later what the directory was begun with).")
    private @Nullable DemoClock clock;

    @Option(
            names = "--auth",
            paramLabel = "on|off",
            converter = AuthName.class,
            description = "Whether callers need a token of tiendo token create (default: off; the API listens for this"
                    + " machine alone).")
    private Auth auth = Auth.OFF;

    public DemoCommand(DemoHistory history, DemoPipeline pipeline) {
        this.history = history;
        this.pipeline = pipeline;
    }

    @Override
    public Integer call() throws InterruptedException {
        Consumer<String> console = line -> commandSpec().commandLine().getOut().println(line);
        DemoOptions options = new DemoOptions(data, httpPort(console), empty, clock, auth == Auth.ON);
        try (Demo demo = new Demo(options, history, pipeline, InstantSource.system(), console)) {
            Thread stopper = new Thread(() -> stop(demo, console), "stop-demo");
            Runtime.getRuntime().addShutdownHook(stopper);
            return run(demo);
        }
    }

    private Integer run(Demo demo) throws InterruptedException {
        try {
            demo.start();
        } catch (RuntimeException e) {
            if (demo.isEnding()) {
                return 0;
            }
            throw e;
        }
        String fault = demo.awaitEnd();
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        return 0;
    }

    /** Ends the process itself when closing takes too long: everything on disk survives that. */
    private static void stop(Demo demo, Consumer<String> console) {
        if (!demo.isEnding()) {
            console.accept("Stopping ...");
        }
        Thread closer = new Thread(demo::close, "close-demo");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closer.isAlive()) {
            console.accept("It did not stop in time and was ended; the data is whole");
            Runtime.getRuntime().halt(1);
        }
    }

    private int httpPort(Consumer<String> console) {
        if (port == null) {
            if (LoopbackPorts.isFree(DEFAULT_PORT)) {
                return DEFAULT_PORT;
            }
            int free = LoopbackPorts.free(1).get(0);
            console.accept("Port " + DEFAULT_PORT + " is taken by another program: using " + free
                    + " (choose one with --port)");
            return free;
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    commandSpec().commandLine(), "--port " + port + ": must be between 1 and " + HIGHEST_PORT);
        }
        if (!LoopbackPorts.isFree(port)) {
            throw new ParameterException(
                    commandSpec().commandLine(),
                    "--port " + port
                            + ": taken by another program. Stop that one, choose another port, or leave --port out"
                            + " to get a free one");
        }
        return port;
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("the command was not made by picocli");
        }
        return spec;
    }

    private enum Auth {
        ON,
        OFF
    }

    /** Reads on or off, in any case. */
    static final class AuthName implements ITypeConverter<Auth> {
        @Override
        public Auth convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "on" -> Auth.ON;
                case "off" -> Auth.OFF;
                default -> throw new TypeConversionException("'" + value + "' is neither on nor off");
            };
        }
    }

    /** Reads a clock's name in any case. */
    static final class ClockName implements ITypeConverter<DemoClock> {
        @Override
        public DemoClock convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "live" -> DemoClock.LIVE;
                case "replay" -> DemoClock.REPLAY;
                default -> throw new TypeConversionException("'" + value + "' is neither live nor replay");
            };
        }
    }
}
