package org.tiendo.streams.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Writer;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.cli.LayeredSettings;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.streams.access.AccessConfig;
import org.tiendo.streams.access.AccessConfig.JwtConfig;
import org.tiendo.streams.access.Loopback;
import org.tiendo.streams.app.AppConfig.Clock;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.IntakeConfig;
import org.tiendo.streams.app.AppConfig.JudgingConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.gateway.JsonReports;

/** Makes an {@link AppConfig} of what options, environment and file say; what is wrong is named with who said it. */
final class ConfigReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern REGISTRY_URL = Pattern.compile("(https?|mock)://[^\\s,]+(,(https?|mock)://[^\\s,]+)*");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^\\s:/\\[\\]]+):\\d{1,5}");
    private static final Pattern BROKERS = Pattern.compile(HOST_AND_PORT + "(,\\s*" + HOST_AND_PORT + ")*");
    private static final Pattern HOST = Pattern.compile("[^\\s/]+");
    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,3}(\\s*,\\s*[1-9]\\d{0,3})*");
    private static final int MOST_DAYS = 3_660;

    private final Map<Setting, String> options;
    private final LayeredSettings layers;

    /** @param options what the command line says */
    ConfigReader(Map<Setting, String> options, LayeredSettings layers) {
        this.options = options;
        this.layers = layers;
    }

    /** @throws BadInputException when something is missing or cannot be used */
    AppConfig read(Map<String, String> kafkaOptions) {
        Connection connection = new Connection(
                matching(Setting.BOOTSTRAP, BROKERS, "HOST:PORT"),
                matching(Setting.REGISTRY, REGISTRY_URL, "a URL such as http://registry:8081"),
                layers.kafka(kafkaOptions));
        AppConfig config = new AppConfig(connection, pipeline(), http(), clock(), judging(), intake(), access());
        refuseOverruled(config);
        config.refuseOpenDoor();
        return config;
    }

    private PipelineConfig pipeline() {
        String name = "letters, digits, dot, hyphen or underscore, at most 100";
        int replicas = number(Setting.REPLICATION_FACTOR, -1, 9);
        if (replicas == 0) {
            throw unusable(Setting.REPLICATION_FACTOR, "0", "1 to 9, or -1 for the broker's default");
        }
        return new PipelineConfig(
                matching(Setting.APPLICATION_ID, NAME, name),
                find(Setting.INSTANCE_ID) == null ? null : matching(Setting.INSTANCE_ID, NAME, name),
                directory(),
                number(Setting.PARTITIONS, 1, 1000),
                replicas,
                number(Setting.THREADS, 1, 64),
                Duration.ofMillis(number(Setting.SETTLE_MILLIS, 10, 60_000)),
                Duration.ofMillis(number(Setting.COMMIT_MILLIS, 10, 5_000)),
                writers());
    }

    private List<Writer> writers() {
        LayeredSettings.Found found = find(Setting.WRITERS);
        if (found == null) {
            return List.of();
        }
        try {
            return Writer.parseAll(found.value());
        } catch (IllegalArgumentException e) {
            throw unusable(Setting.WRITERS, found.value(), "NAME=UNIT,... (" + e.getMessage() + ")");
        }
    }

    private HttpConfig http() {
        return new HttpConfig(
                matching(Setting.HTTP_HOST, HOST, "an address"),
                number(Setting.HTTP_PORT, 0, 65_535),
                find(Setting.ADVERTISED) == null ? null : matching(Setting.ADVERTISED, HOST_AND_PORT, "HOST:PORT"));
    }

    private Clock clock() {
        String value = needed(Setting.CLOCK).value();
        return switch (value) {
            case "live" -> Clock.LIVE;
            case "replay" -> Clock.REPLAY;
            default -> throw unusable(Setting.CLOCK, value, "live or replay");
        };
    }

    private AccessConfig access() {
        String auth = needed(Setting.AUTH).value();
        boolean on = switch (auth) {
            case "on" -> true;
            case "off" -> false;
            default -> throw unusable(Setting.AUTH, auth, "on or off");
        };
        LayeredSettings.Found jwks = find(Setting.JWKS);
        if (!on && jwks != null) {
            throw new BadInputException(
                    jwks.origin() + " says whose tokens are accepted, but auth is off: set it to on");
        }
        return new AccessConfig(on, path(Setting.TOKENS, "a file"), jwks == null ? null : jwt(jwks));
    }

    private JwtConfig jwt(LayeredSettings.Found jwks) {
        boolean url = jwks.value().contains("://");
        if (url && !isSafeUrl(jwks.value())) {
            throw unusable(Setting.JWKS, jwks.value(), "an https URL (http on this machine alone), or a file");
        }
        return new JwtConfig(
                url ? jwks.value() : path(Setting.JWKS, "a URL or a file").toString(),
                needed(Setting.JWT_ISSUER).value(),
                needed(Setting.JWT_AUDIENCE).value(),
                needed(Setting.JWT_UNIT_CLAIM).value());
    }

    /** Whoever could change keys on their way could sign what they like. */
    private static boolean isSafeUrl(String text) {
        try {
            URI url = new URI(text);
            String host = url.getHost();
            return host != null
                    && ("https".equals(url.getScheme())
                            || ("http".equals(url.getScheme()) && Loopback.isLoopback(host)));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private JudgingConfig judging() {
        List<Integer> dueSoon = days(Setting.DUE_SOON_DAYS);
        List<Integer> escalation = days(Setting.ESCALATION_DAYS);
        int silent = number(Setting.SILENT_DAYS, 1, MOST_DAYS);
        LayeredSettings.Found calendar = find(Setting.CALENDAR);
        try {
            return new JudgingConfig(
                    new AlertPolicy(dueSoon, escalation, silent),
                    calendar == null
                            ? CalendarFile.bundled()
                            : CalendarFile.load(path(Setting.CALENDAR, "a file that holds a working calendar")));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    Setting.DUE_SOON_DAYS.key() + " or " + Setting.ESCALATION_DAYS.key() + " cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    private IntakeConfig intake() {
        return new IntakeConfig(
                number(Setting.INTAKE_REPORTS, JsonReports.MOST_REPORTS, 1_000_000),
                find(Setting.SPOOL_DIR) == null ? null : path(Setting.SPOOL_DIR, "a directory"),
                number(Setting.SPOOL_MEBIBYTES, 1, 1_000_000) * 1024L * 1024);
    }

    private List<Integer> days(Setting setting) {
        String value = needed(setting).value();
        if (!DAYS.matcher(value).matches()) {
            throw unusable(setting, value, "numbers of days from 1 to 9999, separated by commas");
        }
        return Arrays.stream(value.split(","))
                .map(String::trim)
                .map(Integer::valueOf)
                .toList();
    }

    private Path directory() {
        return path(Setting.STATE_DIR, "a directory");
    }

    private Path path(Setting setting, String expected) {
        String value = needed(setting).value();
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw unusable(setting, value, expected);
        }
    }

    private int number(Setting setting, int least, int most) {
        String value = needed(setting).value();
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadInputException(wrong(setting, value, range(least, most)), e);
        }
        throw unusable(setting, value, range(least, most));
    }

    private static String range(int least, int most) {
        return "a whole number from " + least + " to " + most;
    }

    private String matching(Setting setting, Pattern pattern, String expected) {
        String value = needed(setting).value();
        if (!pattern.matcher(value).matches()) {
            throw unusable(setting, value, expected);
        }
        return value;
    }

    private LayeredSettings.Found needed(Setting setting) {
        LayeredSettings.Found found = find(setting);
        if (found == null) {
            throw new BadInputException("nothing says what " + setting.key() + " is: give --" + setting.key() + ", set "
                    + setting.variable() + ", or write " + setting.key() + "= into the properties file");
        }
        return found;
    }

    private LayeredSettings.@Nullable Found find(Setting setting) {
        String usual = setting.usual();
        return layers.find(setting.key(), options.get(setting))
                .orElse(usual == null ? null : new LayeredSettings.Found(usual, "the default"));
    }

    private BadInputException unusable(Setting setting, String value, String expected) {
        return new BadInputException(wrong(setting, value, expected));
    }

    private String wrong(Setting setting, String value, String expected) {
        return needed(setting).origin() + " is '" + value + "', expected " + expected;
    }

    /** A Kafka setting that would not take effect must not look as if it did. */
    private static void refuseOverruled(AppConfig config) {
        Properties effective = StreamsSettings.of(config);
        config.connection().kafkaSettings().forEach((key, value) -> {
            if (!value.equals(String.valueOf(effective.get(key)))) {
                throw new BadInputException(
                        "the Kafka setting " + key + " cannot be set: Tiendo relies on " + effective.get(key));
            }
        });
    }
}
