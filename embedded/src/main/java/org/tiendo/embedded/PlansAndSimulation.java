package org.tiendo.embedded;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.tiendo.producer.Connection;

/** The five plans, and the producer's simulation of progress on them. */
final class PlansAndSimulation implements DemoHistory {
    @Override
    public void publish(Connection connection, LocalDate until, Consumer<String> progress) {
        throw new IllegalStateException("plans and simulation are not connected yet");
    }
}
