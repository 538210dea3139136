package org.tiendo.embedded;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * How to start a stack.
 *
 * @param data its data directory
 * @param anyTimestamp whether the broker takes records of any timestamp, as a replay of history needs
 * @param onBrokerFault told what happened when the broker can not go on
 */
public record StackOptions(Path data, boolean anyTimestamp, Consumer<String> onBrokerFault) {
    /** How many partitions the embedded topics have. */
    public static final int PARTITIONS = 4;

    public static StackOptions on(Path data) {
        return new StackOptions(
                data,
                false,
                reason -> LoggerFactory.getLogger(EmbeddedStack.class)
                        .error("The stack on {} is lost: {}", data, reason));
    }

    public StackOptions withAnyTimestamp() {
        return new StackOptions(data, true, onBrokerFault);
    }

    public StackOptions onBrokerFault(Consumer<String> listener) {
        return new StackOptions(data, anyTimestamp, listener);
    }
}
