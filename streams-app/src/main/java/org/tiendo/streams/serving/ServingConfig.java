package org.tiendo.streams.serving;

import java.time.Duration;

/**
 * Where the query API listens and how long it waits.
 *
 * @param host address to bind to
 * @param port TCP port; 0 picks a free one
 * @param patience how long a query waits for stores that are moving between instances before it answers 503
 */
public record ServingConfig(String host, int port, Duration patience) {
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(2);

    public ServingConfig(String host, int port) {
        this(host, port, DEFAULT_PATIENCE);
    }
}
