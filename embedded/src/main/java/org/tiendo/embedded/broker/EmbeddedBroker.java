package org.tiendo.embedded.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.embedded.LoopbackPorts;

/**
 * Kafka's own broker in this process. Its directory is formatted once and may be opened again after any end, a killed
 * process included.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 3;
    private static final int READY_SECONDS = 30;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts the broker and returns when it answers.
     *
     * @param directory its own directory, made if missing
     * @param anyTimestamp whether records may carry any timestamp, as replayed history does
     * @param onFault told what happened when the broker would have ended the process
     * @throws IllegalStateException when it does not start; the message says where to look
     */
    public static EmbeddedBroker start(Path directory, boolean anyTimestamp, Consumer<String> onFault) {
        return start(directory, anyTimestamp, onFault, settings -> {});
    }

    /** The same with settings of one's own, such as another listener; see {@link #start(Path, boolean, Consumer)}. */
    static EmbeddedBroker start(
            Path directory, boolean anyTimestamp, Consumer<String> onFault, Consumer<Properties> more) {
        Path logs = directory.toAbsolutePath().resolve("logs");
        if (logs.toString().contains(",")) {
            throw new IllegalStateException("the data directory's path must not hold a comma: " + directory);
        }
        keepTheProcessAlive(onFault);
        try {
            Files.createDirectories(logs);
            String clusterId = format(logs);
            return startOnFreePorts(directory, logs, anyTimestamp, clusterId, more);
        } catch (IOException e) {
            throw new UncheckedIOException("could not prepare " + directory, e);
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /**
     * A broker fault ends the process by Kafka's own procedures, without a word when it halts. Ours stay installed after
     * close, for threads that are still ending.
     */
    private static void keepTheProcessAlive(Consumer<String> onFault) {
        Exit.Procedure tell = (status, message) -> {
            String reason = message == null ? "status " + status : message;
            LOG.error("The embedded broker has failed: {}", reason);
            onFault.accept(reason);
        };
        Exit.setExitProcedure(tell);
        Exit.setHaltProcedure(tell);
    }

    private static EmbeddedBroker startOnFreePorts(
            Path directory, Path logs, boolean anyTimestamp, String clusterId, Consumer<Properties> more) {
        RuntimeException last = new IllegalStateException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            BrokerPorts ports = BrokerPorts.claim(directory);
            KilledSession.endOn(logs, ports);
            Properties settings = BrokerSettings.of(logs, ports, anyTimestamp);
            more.accept(settings);
            KafkaConfig config = KafkaConfig.fromProps(settings, false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                server.startup();
                String bootstrap = LoopbackPorts.HOST + ":" + ports.clients();
                awaitAnswer(bootstrap, clusterId);
                return new EmbeddedBroker(server, bootstrap);
            } catch (RuntimeException e) {
                server.shutdown();
                if (ports.areFree()) {
                    throw new IllegalStateException("the broker did not start on " + directory + ": " + e, e);
                }
                // Somebody took a port between the probe and the start: the next attempt chooses others.
                last = e;
            }
        }
        throw new IllegalStateException("the broker found its ports taken " + ATTEMPTS + " times", last);
    }

    private static void awaitAnswer(String bootstrap, String clusterId) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            String answering = admin.describeCluster().clusterId().get(READY_SECONDS, TimeUnit.SECONDS);
            if (!clusterId.equals(answering)) {
                throw new IllegalStateException(
                        bootstrap + " is answered by another cluster: " + answering + " instead of " + clusterId);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not answer at " + bootstrap, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was starting", e);
        }
    }

    /** Formats the directory unless it is, and answers the cluster's id. */
    private static String format(Path logs) throws IOException {
        Path meta = logs.resolve("meta.properties");
        if (!Files.exists(meta)) {
            Formatter formatter = new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setIgnoreFormatted(true);
            run(formatter);
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(meta)) {
            properties.load(reader);
        }
        String clusterId = properties.getProperty("cluster.id");
        if (clusterId == null) {
            throw new IOException(meta + " has no cluster.id");
        }
        return clusterId;
    }

    private static void run(Formatter formatter) throws IOException {
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("could not format the broker's directory", e);
        }
    }
}
