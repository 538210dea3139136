package org.tiendo.producer.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.alerts.AllowedHosts;
import org.tiendo.producer.alerts.BearerToken;
import org.tiendo.producer.alerts.RefusedAlerts;
import org.tiendo.producer.alerts.Webhook;
import picocli.CommandLine.Option;

/** Where and how alerts are posted. */
public final class WebhookOptions {
    private static final String HOSTS_VARIABLE = "TIENDO_WEBHOOK_HOSTS";
    private static final String USUAL_GROUP = "tiendo-alerts-webhook";

    private final Map<String, String> environment;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Post each alert to this address as JSON, at least once, until stopped.")
    private @Nullable String webhook;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST[:PORT]",
            description = "Host that may be posted to, repeated as needed; without a port the scheme's own"
                    + " (else $TIENDO_WEBHOOK_HOSTS, separated by commas).")
    private List<String> allowHosts = new ArrayList<>();

    @Option(names = "--allow-http", description = "Let alerts go unencrypted to another machine.")
    private boolean allowHttp;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with the bearer token to send.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description = "Where alerts that the receiver refuses are appended, one a line (default: standard error).")
    private @Nullable Path refusedFile;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "Consumer group that remembers what was posted; a new one begins at the first alert there is"
                    + " (default: " + USUAL_GROUP + ").")
    private @Nullable String group;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the receiver may take to answer (default: 10).")
    private @Nullable Integer timeoutSeconds;

    WebhookOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    boolean isGiven() {
        return webhook != null;
    }

    /** @throws BadInputException when one of these options stands without {@code --webhook} */
    void checkUnused() {
        if (!allowHosts.isEmpty()
                || allowHttp
                || tokenFile != null
                || refusedFile != null
                || group != null
                || timeoutSeconds != null) {
            throw new BadInputException(
                    "--allow-host, --allow-http, --token-file, --refused, --group and --timeout need --webhook");
        }
    }

    String group() {
        return group == null ? USUAL_GROUP : group;
    }

    /**
     * The address.
     *
     * @throws BadInputException when alerts may not be posted there
     */
    URI address() {
        if (webhook == null) {
            throw new IllegalStateException("no --webhook");
        }
        return AllowedHosts.of(allowed()).check(webhook, allowHttp);
    }

    private List<String> allowed() {
        if (!allowHosts.isEmpty()) {
            return allowHosts;
        }
        return List.of(environment.getOrDefault(HOSTS_VARIABLE, "").split(",")).stream()
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
    }

    /** Where refusals are kept; lines go to {@code errors} where no file is named. */
    RefusedAlerts refused(Consumer<String> errors, Clock clock) {
        if (refusedFile == null) {
            return RefusedAlerts.to(errors, clock);
        }
        try {
            return RefusedAlerts.toFile(refusedFile, clock);
        } catch (IOException e) {
            throw new BadInputException("--refused " + refusedFile + " cannot be written: " + e, e);
        }
    }

    Webhook webhook(RefusedAlerts refused, Clock clock) {
        return new Webhook(address(), timeout(), token(), refused, clock);
    }

    private Duration timeout() {
        int seconds = timeoutSeconds == null ? 10 : timeoutSeconds;
        if (seconds < 1 || seconds > 120) {
            throw new BadInputException("--timeout must be from 1 to 120 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private @Nullable BearerToken token() {
        if (tokenFile == null) {
            return null;
        }
        BearerToken token = new BearerToken(tokenFile);
        try {
            token.check();
            return token;
        } catch (IOException e) {
            throw new BadInputException("--token-file cannot be used: " + e.getMessage(), e);
        }
    }
}
