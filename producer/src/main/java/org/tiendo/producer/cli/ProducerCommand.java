package org.tiendo.producer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.api.ApiClient;
import org.tiendo.producer.api.GatewayDefinitions;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.definitions.PublishedDefinitions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What the producer's commands share: the connection, and what an error means for the exit code. 0 is done, 1 is failed
 * or out of reach, 2 is wrong usage or bad input; 3 and 4 are answers that scripts ask for. docs/cli.md lists them.
 */
abstract class ProducerCommand implements Callable<Integer> {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    /** What was compared is not the same. */
    static final int DIFFERENT = 3;

    /** Nothing is lost, but it has not arrived yet: it is kept on this machine and will be sent. */
    static final int KEPT = 4;

    private final CommandContext context;

    @Mixin
    private final ConnectionOptions connection;

    @Spec
    private @Nullable CommandSpec spec;

    ProducerCommand(CommandContext context) {
        this.context = context;
        this.connection = new ConnectionOptions(context.environment());
    }

    /** Does the work; exceptions that carry a message for people may be thrown. */
    abstract int run();

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (BadInputException e) {
            complain(e);
            return BAD_INPUT;
        } catch (OperationFailedException e) {
            complain(e);
            return FAILED;
        } finally {
            out().flush();
        }
    }

    private void complain(RuntimeException e) {
        err().println(spec().qualifiedName() + ": " + e.getMessage());
        err().flush();
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    final CommandContext context() {
        return context;
    }

    final ConnectionOptions connectionOptions() {
        return connection;
    }

    final Connection connection() {
        return connection.connection();
    }

    /** Empty where nothing says where Kafka is. */
    final Optional<Connection> connectionIfAny() {
        return connection.connectionIfAny();
    }

    /** Where the stack's data, and by default the spool and the tokens, lie. */
    final Path dataDirectory() {
        return connection.data();
    }

    final ContractProducer producer() {
        return context.producers().apply(connection());
    }

    /**
     * A consumer of Kafka's; the caller closes it.
     *
     * @param group the consumer group, null where nothing is remembered
     */
    final Consumer<String, byte[]> consumer(Connection connection, @Nullable String group) {
        try {
            return context.consumers().apply(connection.consumerSettings(group));
        } catch (KafkaException e) {
            throw new OperationFailedException(new FailureAdvice(connection).adviseOn(e), e);
        }
    }

    /**
     * What is published.
     *
     * @param gateway asked where it is named, instead of Kafka
     * @param unitId whose tasks are asked for, with those below; empty for all
     */
    final PublishedDefinitions published(GatewayOptions gateway, Optional<String> unitId) {
        Optional<ApiClient> way = gateway.named();
        if (way.isPresent()) {
            return GatewayDefinitions.of(way.get(), unitId);
        }
        try (DefinitionReader definitions = definitions()) {
            return definitions.readAll();
        }
    }

    /** A reader of what is published; the caller closes it. */
    final DefinitionReader definitions() {
        Connection to = connection();
        return new DefinitionReader(to, consumer(to, null));
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("a command is run by picocli");
        }
        return spec;
    }
}
