package org.tiendo.embedded.broker;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the session of a broker that was killed before the next one starts. A new broker would otherwise begin with the
 * old one's leaderships, lose them when the old session ends, and in between take a transaction that was being committed
 * for one whose topics were deleted: it would never be finished, and its readers would wait for ever (Kafka 4.3.1,
 * {@code KRaftMetadataCache.getPartitionLeaderEndpoint} answers nothing for a partition without a leader).
 */
final class KilledSession {
    private static final Logger LOG = LoggerFactory.getLogger(KilledSession.class);
    private static final String FENCED = "kafka.controller:type=KafkaController,name=FencedBrokerCount";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 50;

    private KilledSession() {}

    /** Lets the controller run alone until it knows that the broker is gone; nothing where it was shut down well. */
    static void endOn(Path logs, BrokerPorts ports) {
        boolean used = Files.exists(logs.resolve("__cluster_metadata-0"));
        if (!used || Files.exists(logs.resolve(".kafka_cleanshutdown"))) {
            return;
        }
        KafkaConfig config = KafkaConfig.fromProps(BrokerSettings.ofController(logs, ports), false);
        KafkaRaftServer controller = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            controller.startup();
            awaitFenced();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void awaitFenced() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(FENCED);
            while (!(beans.isRegistered(name)
                    && beans.getAttribute(name, "Value") instanceof Number fenced
                    && fenced.intValue() > 0)) {
                if (System.nanoTime() > deadline) {
                    // Kafka itself finds out later; what is at stake is one transaction in a great many.
                    LOG.warn("The controller did not miss the killed broker in {}", PATIENCE);
                    return;
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (JMException e) {
            throw new IllegalStateException("could not ask the controller about the killed broker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was starting", e);
        }
    }
}
