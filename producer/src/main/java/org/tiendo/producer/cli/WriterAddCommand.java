package org.tiendo.producer.cli;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Writer;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.setup.RecordTimestamps;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.producer.setup.WriterAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tiendo writer add}: a topic for a trusted writer, and its account's access to it. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Makes the topic tiendo.intake.NAME and lets an account write to it, and to it alone.")
final class WriterAddCommand extends ProducerCommand {
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(30);
    private static final short BROKERS_DEFAULT = -1;

    @Parameters(paramLabel = "NAME", description = "Its name: lower-case letters, digits and hyphens, at most 64.")
    private String name = "";

    @Option(names = "--unit", required = true, paramLabel = "UNIT", description = "The unit it speaks for.")
    private String unit = "";

    @Option(
            names = "--principal",
            paramLabel = "ACCOUNT",
            description = "The account as Kafka names it, for example User:portal. Without one nobody is given access.")
    private @Nullable String principal;

    @Option(
            names = {"--replication", "--replication-factor"},
            paramLabel = "R",
            description = "Replicas (default: the broker's default).")
    private short replication = BROKERS_DEFAULT;

    WriterAddCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Writer writer = writer();
        Connection connection = connection();
        int partitions = TopicSetup.partitionsInUse(connection)
                .orElseThrow(() -> new OperationFailedException("Kafka at " + connection.bootstrapServers()
                        + " has none of Tiendo's topics. Create them first: tiendo topics --create"));
        RecordTimestamps timestamps = TopicSetup.timestampsInUse(connection).orElse(RecordTimestamps.APPEND);
        new TopicSetup(connection, partitions, replication, timestamps)
                .with(List.of(writer))
                .createAndCheck()
                .forEach(topic -> out().println("created " + topic));
        new SchemaSetup(connection, REGISTRY_PATIENCE).with(List.of(writer)).register();
        if (principal != null) {
            new WriterAccess(connection).allow(writer.topic(), principal);
            out().println(principal + " may write to " + writer.topic().name() + " and to no other topic by this rule");
        }
        out().println("Start every instance of the app with: --writers " + writer
                + " (added to those it has, separated by commas)");
        return OK;
    }

    private Writer writer() {
        try {
            return new Writer(name, Normalizer.normalize(unit, Normalizer.Form.NFC));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
