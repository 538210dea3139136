package org.tiendo.producer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.tiendo.contract.ContractJson;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.alerts.AlertConsumer;
import org.tiendo.producer.alerts.AlertCounts;
import org.tiendo.producer.alerts.AlertHandler;
import org.tiendo.producer.alerts.AlertKind;
import org.tiendo.producer.alerts.AlertSubscription;
import org.tiendo.producer.alerts.AlertText;
import org.tiendo.producer.alerts.Backoff;
import org.tiendo.producer.alerts.PresentAlerts;
import org.tiendo.producer.alerts.ReceivedAlert;
import org.tiendo.producer.alerts.RefusedAlerts;
import org.tiendo.producer.alerts.Webhook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tiendo alerts}: the open alerts, or every alert as it comes, printed or posted. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Prints the open alerts; with --follow prints alerts as they come, with --webhook posts them.")
public final class AlertsCommand extends ProducerCommand {
    @Option(names = "--follow", description = "Print alerts as they come, until stopped.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "With --follow: begin at the first alert, not from now on.")
    private boolean fromBeginning;

    @Option(names = "--all", description = "Print alerts that were cleared, too.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = AlertKindName.class,
            description = "overdue, due-soon, silent or indicator, repeated as needed (default: all).")
    private List<AlertKind> kinds = new ArrayList<>();

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Only alerts on what this unit owes, repeated as needed; not those below it.")
    private List<String> units = new ArrayList<>();

    @Mixin
    private final WebhookOptions webhook;

    public AlertsCommand(CommandContext context) {
        super(context);
        this.webhook = new WebhookOptions(context.environment());
    }

    @Override
    int run() {
        checkCombination();
        if (webhook.isGiven()) {
            post();
        } else if (follow) {
            follow();
        } else {
            printPresent();
        }
        return OK;
    }

    private void checkCombination() {
        if (webhook.isGiven() && (follow || json || all || fromBeginning)) {
            throw new BadInputException("--webhook posts alerts and prints none: it goes without --follow, --json,"
                    + " --all and --from-beginning");
        }
        if (!webhook.isGiven()) {
            webhook.checkUnused();
        }
        if (fromBeginning && !follow) {
            throw new BadInputException("--from-beginning goes with --follow");
        }
        if (all && follow) {
            throw new BadInputException("--all goes without --follow, which prints cleared alerts anyway");
        }
    }

    private void printPresent() {
        Connection connection = connection();
        PresentAlerts.Found found;
        try (Consumer<String, byte[]> kafka = consumer(connection, null)) {
            found = PresentAlerts.read(connection, kafka, wantedKinds(), all);
        }
        found.alerts().stream().filter(this::isWanted).forEach(alert -> out().println(text(alert)));
    }

    private void follow() {
        AlertSubscription all = fromBeginning ? AlertSubscription.fromBeginning() : AlertSubscription.fromNow();
        AlertConsumer consumer = alerts(all.of(wantedKinds()));
        AlertHandler print = alert -> {
            if (isWanted(alert)) {
                out().println(text(alert));
            }
            if (out().checkError()) {
                // Nobody reads any more, as after "| head".
                consumer.stop();
            }
        };
        StopSignal.runUntilStopped(consumer, print, () -> say("Waiting for alerts; Ctrl-C ends"), () -> {});
    }

    private void post() {
        URI address = webhook.address();
        AlertSubscription subscription =
                AlertSubscription.ofGroup(webhook.group()).of(wantedKinds());
        try (RefusedAlerts refused = webhook.refused(this::say, context().clock())) {
            Webhook poster = webhook.webhook(refused, context().clock());
            AlertHandler post = alert -> {
                if (isWanted(alert)) {
                    poster.handle(alert);
                }
            };
            AlertConsumer consumer = alerts(subscription);
            StopSignal.runUntilStopped(
                    consumer,
                    post,
                    () -> say("Posting alerts to " + address.getHost() + "; Ctrl-C ends"),
                    () -> say(summary(poster, consumer.counts())));
        } catch (IOException e) {
            throw new OperationFailedException("the file of refused alerts could not be closed: " + e, e);
        }
    }

    private static String summary(Webhook poster, AlertCounts counts) {
        return "Posted " + poster.posted() + ", refused by the receiver " + poster.refusals() + ", tried again "
                + counts.failures() + " times, not posted twice " + counts.repeated() + ", no alerts "
                + counts.unreadable();
    }

    private AlertConsumer alerts(AlertSubscription subscription) {
        Connection connection = connection();
        return new AlertConsumer(connection, subscription, consumer(connection, subscription.group()), Backoff.USUAL);
    }

    private Set<AlertKind> wantedKinds() {
        return kinds.isEmpty() ? EnumSet.allOf(AlertKind.class) : EnumSet.copyOf(kinds);
    }

    private boolean isWanted(ReceivedAlert alert) {
        Set<String> wanted = units.stream()
                .map(unit -> Normalizer.normalize(unit, Normalizer.Form.NFC))
                .collect(Collectors.toSet());
        return wanted.isEmpty() || wanted.contains(alert.alert().getUnitId());
    }

    private String text(ReceivedAlert alert) {
        return json ? ContractJson.toJson(alert.alert()).toString() : AlertText.line(alert);
    }

    /** What is not an alert goes to the error stream, so that the output can be piped on. */
    private void say(String line) {
        PrintWriter err = err();
        err.println(line);
        err.flush();
    }
}
