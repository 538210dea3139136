package org.tiendo.producer.cli;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;

/**
 * What the commands take from outside besides their arguments.
 *
 * @param environment environment variables
 * @param clock what time it is
 * @param producers makes the producer that a command writes with
 * @param consumers makes the consumer that a command reads with, from Kafka's settings
 * @param terminal where the user can be asked
 */
public record CommandContext(
        Map<String, String> environment,
        Clock clock,
        Function<Connection, ContractProducer> producers,
        Function<Map<String, Object>, Consumer<String, byte[]>> consumers,
        Terminal terminal) {
    private static final String USER = "USER";

    /** What Java calls a user whose number has no name. */
    private static final String NAMELESS = "?";

    /** Has nobody to ask. */
    public CommandContext(
            Map<String, String> environment,
            Clock clock,
            Function<Connection, ContractProducer> producers,
            Function<Map<String, Object>, Consumer<String, byte[]>> consumers) {
        this(environment, clock, producers, consumers, Terminal.none());
    }

    /** Reads from Kafka, writes with what it is given, and has nobody to ask. */
    public CommandContext(
            Map<String, String> environment, Clock clock, Function<Connection, ContractProducer> producers) {
        this(environment, clock, producers, KafkaConsumer::new);
    }

    /** The real ones; the user's name is there even where the environment, as in a container, does not hold it. */
    public static CommandContext ofThisProcess() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(USER, System.getProperty("user.name", ""));
        return new CommandContext(
                environment, Clock.systemUTC(), ContractProducer::new, KafkaConsumer::new, Terminal.ofThisProcess());
    }

    /** Who runs the command; empty where nothing says it. */
    Optional<String> user() {
        return Stream.of(USER, "LOGNAME", "USERNAME")
                .flatMap(name -> Stream.ofNullable(environment.get(name)))
                .filter(name -> !name.isBlank() && !name.equals(NAMELESS))
                .findFirst();
    }
}
