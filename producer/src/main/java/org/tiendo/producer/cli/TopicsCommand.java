package org.tiendo.producer.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.producer.setup.RecordTimestamps;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code tiendo topics}: the deploy step, and the list of topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Lists the topics; creates and checks them and registers the schemas.")
public final class TopicsCommand extends ProducerCommand {
    private static final int USUAL_PARTITIONS = 8;
    private static final short BROKERS_DEFAULT = -1;

    @Option(names = "--create", description = "Create what is missing, check everything, register the schemas.")
    private boolean create;

    @Option(names = "--check", description = "Check the topics that exist.")
    private boolean check;

    @Option(names = "--schemas", description = "Register the schemas.")
    private boolean schemas;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of each topic, chosen once (default: what is in use, else 8).")
    private @Nullable Integer partitions;

    @Option(
            names = {"--replication", "--replication-factor"},
            paramLabel = "R",
            description = "Replicas (default: the broker's default).")
    private short replication = BROKERS_DEFAULT;

    @Option(
            names = "--record-time",
            paramLabel = "append|create",
            converter = RecordTimeName.class,
            description = "Whose time records of the input topics carry. append: the broker's when they arrive, so that"
                    + " no sender can move the business clock. create: the sender's, which replay and simulate need"
                    + " (default: what is in use, else append).")
    private @Nullable RecordTimestamps recordTime;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for a registry that is coming up (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 60;

    public TopicsCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        if (!create && !check && !schemas) {
            list();
            return OK;
        }
        Connection connection = connection();
        if (create) {
            List<String> created = setup(connection).createAndCheck();
            created.forEach(name -> out().println("created " + name));
            out().println(Topics.all().size() + " topics are as they should be, " + created.size() + " created");
        } else if (check) {
            setup(connection).check();
            out().println(Topics.all().size() + " topics are as they should be");
        }
        if (create || schemas) {
            int registered = new SchemaSetup(connection, Duration.ofSeconds(waitSeconds))
                    .register()
                    .size();
            out().println(registered + " schemas are registered, compatibility FULL_TRANSITIVE");
        }
        return OK;
    }

    private TopicSetup setup(Connection connection) {
        int spread = partitions == null ? TopicSetup.partitionsInUse(connection).orElse(USUAL_PARTITIONS) : partitions;
        RecordTimestamps timestamps = recordTime == null
                ? TopicSetup.timestampsInUse(connection).orElse(RecordTimestamps.APPEND)
                : recordTime;
        return new TopicSetup(connection, spread, replication, timestamps);
    }

    private static final class RecordTimeName implements ITypeConverter<RecordTimestamps> {
        @Override
        public RecordTimestamps convert(String value) {
            return switch (value) {
                case "append" -> RecordTimestamps.APPEND;
                case "create" -> RecordTimestamps.CREATE;
                default -> throw new TypeConversionException("'" + value + "' is neither append nor create");
            };
        }
    }

    private void list() {
        for (Topic topic : Topics.all()) {
            out().printf(
                            "%-28s %-2s  %-14s  key: %s%n",
                            topic.name(), topic.onePartition() ? "1" : "N", TopicsDocument.kept(topic), topic.key());
        }
    }
}
