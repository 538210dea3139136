package org.tiendo.producer.cli;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;

/**
 * What the commands take from outside besides their arguments.
 *
 * @param environment environment variables
 * @param clock what time it is
 * @param producers makes the producer that a command writes with
 */
public record CommandContext(
        Map<String, String> environment, Clock clock, Function<Connection, ContractProducer> producers) {
    /** The real ones. */
    public static CommandContext ofThisProcess() {
        return new CommandContext(System.getenv(), Clock.systemUTC(), ContractProducer::new);
    }
}
