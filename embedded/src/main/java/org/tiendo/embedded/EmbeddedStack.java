package org.tiendo.embedded;

import java.nio.file.Path;
import org.tiendo.embedded.broker.EmbeddedBroker;
import org.tiendo.embedded.registry.EmbeddedRegistry;
import org.tiendo.producer.Connection;
import org.tiendo.producer.RunningStack;

/** A broker and a registry on one data directory: what the demo and the integration tests run on. */
public final class EmbeddedStack implements AutoCloseable {
    private final DataDirectory data;
    private final EmbeddedRegistry registry;
    private final EmbeddedBroker broker;

    private EmbeddedStack(DataDirectory data, EmbeddedRegistry registry, EmbeddedBroker broker) {
        this.data = data;
        this.registry = registry;
        this.broker = broker;
    }

    /**
     * Starts both and returns when they answer.
     *
     * @throws DataDirectoryInUse when another stack has the directory
     * @throws IllegalStateException when the broker does not start
     */
    public static EmbeddedStack start(StackOptions options) {
        return start(DataDirectory.take(options.data()), options);
    }

    /** Starts both on a directory that is held already; closing the stack leaves it too. */
    static EmbeddedStack start(DataDirectory data, StackOptions options) {
        try {
            EmbeddedRegistry registry = EmbeddedRegistry.start(data.registry());
            try {
                EmbeddedBroker broker =
                        EmbeddedBroker.start(data.broker(), options.anyTimestamp(), options.onBrokerFault());
                return new EmbeddedStack(data, registry, broker);
            } catch (RuntimeException e) {
                registry.close();
                throw e;
            }
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return registry.url();
    }

    /** How to reach both. */
    public Connection connection() {
        return new Connection(bootstrapServers(), registryUrl());
    }

    /** Where the pipeline keeps its stores. */
    public Path streamsDirectory() {
        return data.streams();
    }

    public Path dataDirectory() {
        return data.root();
    }

    /**
     * Writes the addresses down, so that commands find this stack by its data directory.
     *
     * @param http the query API's URL
     */
    public void announce(String http) {
        data.announce(new RunningStack(bootstrapServers(), registryUrl(), http));
    }

    @Override
    public void close() {
        try (data;
                registry;
                broker) {
            data.withdraw();
        }
    }
}
