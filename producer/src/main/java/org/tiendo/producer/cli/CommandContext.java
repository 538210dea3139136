package org.tiendo.producer.cli;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
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
 */
public record CommandContext(
        Map<String, String> environment,
        Clock clock,
        Function<Connection, ContractProducer> producers,
        Function<Map<String, Object>, Consumer<String, byte[]>> consumers) {
    /** Reads from Kafka, and writes with what it is given. */
    public CommandContext(
            Map<String, String> environment, Clock clock, Function<Connection, ContractProducer> producers) {
        this(environment, clock, producers, KafkaConsumer::new);
    }

    /** The real ones. */
    public static CommandContext ofThisProcess() {
        return new CommandContext(System.getenv(), Clock.systemUTC(), ContractProducer::new);
    }
}
