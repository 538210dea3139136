package org.tiendo.embedded;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.tiendo.producer.Connection;

/** What the demo publishes on its first start: the plans, and a simulated history of progress on them. */
public interface DemoHistory {
    /**
     * Publishes all of it. A start that was interrupted calls again with the same day and must send the same records, so
     * that they count once.
     *
     * @param until the last business day to simulate
     * @param progress takes lines to show while it goes on
     */
    void publish(Connection connection, LocalDate until, Consumer<String> progress);
}
