package org.tiendo.streams.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.v1.ClockTick;

/**
 * Makes the business clock tick: each whole minute, two seconds after it has passed so that records of that minute come
 * first, to every partition. Every instance may run one; a tick that was heard before changes nothing.
 */
public final class ClockSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClockSource.class);
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final Serializer<Object> serializer;
    private final int partitions;
    private final InstantSource time;
    private final ScheduledExecutorService scheduler;
    private @Nullable Instant lastTick;

    ClockSource(Producer<String, byte[]> producer, Serializer<Object> serializer, int partitions, InstantSource time) {
        this.producer = producer;
        this.serializer = serializer;
        this.partitions = partitions;
        this.time = time;
        this.scheduler = Daemon.scheduler("tiendo-clock");
    }

    /** Ticks by the machine's clock: the one place that reads it. */
    static ClockSource start(Connection connection, int partitions) {
        ClockSource clock = new ClockSource(
                new KafkaProducer<>(connection.producerSettings()),
                connection.newSerializer(),
                partitions,
                InstantSource.system());
        // Whatever fails in a tick is logged there and tried again, so there is no outcome to wait for.
        var unused = clock.scheduler.scheduleWithFixedDelay(clock::tickIfDue, 0, 1, TimeUnit.SECONDS);
        return clock;
    }

    /** Sends the last whole minute, once it is two seconds past and has not been sent yet. */
    void tickIfDue() {
        Instant minute = time.instant().minus(DELAY).truncatedTo(ChronoUnit.MINUTES);
        if (minute.equals(lastTick)) {
            return;
        }
        try {
            byte[] value = serializer.serialize(Topics.CLOCK.name(), new ClockTick(minute));
            List<Future<RecordMetadata>> sent = IntStream.range(0, partitions)
                    .mapToObj(partition -> producer.send(
                            new ProducerRecord<String, byte[]>(Topics.CLOCK.name(), partition, null, value)))
                    .toList();
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            lastTick = minute;
        } catch (RuntimeException | ExecutionException e) {
            LOG.warn("The clock could not tick at {} and tries again: {}", minute, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        producer.close(Duration.ofSeconds(2));
        serializer.close();
    }
}
