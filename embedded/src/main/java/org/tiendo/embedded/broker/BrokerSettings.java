package org.tiendo.embedded.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.tiendo.embedded.LoopbackPorts;

/** The broker's settings: one node, kept for ever, quick to start, small. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "PLAINTEXT";
    private static final Duration TEN_YEARS = Duration.ofDays(3_652);

    private BrokerSettings() {}

    /** @param anyTimestamp whether records may carry any timestamp, as replayed history does */
    static Properties of(Path logDirectory, BrokerPorts ports, boolean anyTimestamp) {
        Properties settings = new Properties();
        addNode(settings, logDirectory, ports);
        addSingleNodeTopics(settings);
        addRetention(settings);
        addSmallFootprint(settings);
        if (anyTimestamp) {
            settings.put("log.message.timestamp.before.max.ms", String.valueOf(Long.MAX_VALUE));
            settings.put("log.message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        }
        return settings;
    }

    /** Of the controller alone, which takes a silent broker for gone after half a second. */
    static Properties ofController(Path logDirectory, BrokerPorts ports) {
        Properties settings = new Properties();
        addNode(settings, logDirectory, ports);
        settings.put("process.roles", "controller");
        settings.put("listeners", CONTROLLER_LISTENER + "://" + LoopbackPorts.HOST + ":" + ports.controller());
        settings.remove("advertised.listeners");
        settings.remove("inter.broker.listener.name");
        settings.put("broker.session.timeout.ms", "500");
        settings.put("broker.heartbeat.interval.ms", "100");
        return settings;
    }

    private static void addNode(Properties settings, Path logDirectory, BrokerPorts ports) {
        String clients = CLIENT_LISTENER + "://" + LoopbackPorts.HOST + ":" + ports.clients();
        String controller = CONTROLLER_LISTENER + "://" + LoopbackPorts.HOST + ":" + ports.controller();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("listeners", clients + "," + controller);
        settings.put("advertised.listeners", clients);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("controller.quorum.voters", NODE_ID + "@" + LoopbackPorts.HOST + ":" + ports.controller());
        settings.put("log.dirs", logDirectory.toString());
    }

    private static void addSingleNodeTopics(Properties settings) {
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.leader.rebalance.enable", "false");
        // After a kill the controller waits for the old session to end before it lets the broker in again.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    private static void addRetention(Properties settings) {
        settings.put("log.retention.ms", "-1");
        settings.put("log.roll.ms", String.valueOf(TEN_YEARS.toMillis()));
        settings.put("offsets.retention.minutes", String.valueOf(TEN_YEARS.toMinutes()));
        // A transaction left open by a killed process holds readers back until it is aborted.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static void addSmallFootprint(Properties settings) {
        settings.put("log.index.size.max.bytes", String.valueOf(512 * 1024));
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        settings.put("log.cleaner.threads", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("background.threads", "4");
    }
}
