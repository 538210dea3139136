package org.tiendo.producer.alerts;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one record to the handler and decides what becomes of it: delivered, known already, no alert, or put off. Nothing
 * leaves a backlog in any other way.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int STEPS_REMEMBERED = 100_000;

    private final AlertReader reader;
    private final Backoff backoff;
    private final SeenAlerts seen = new SeenAlerts(STEPS_REMEMBERED);
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    Delivery(AlertReader reader, Backoff backoff) {
        this.reader = reader;
        this.backoff = backoff;
    }

    /** Deals with the first record of a backlog that is ready. */
    void next(PartitionBacklog backlog, AlertHandler handler) throws InterruptedException {
        ConsumerRecord<String, byte[]> record = backlog.first();
        try {
            deliver(reader.read(record), handler);
            backlog.done();
        } catch (NotAnAlertException e) {
            LOG.warn("{} is no alert and is skipped: {}", coordinates(record), e.getMessage());
            unreadable.incrementAndGet();
            backlog.done();
        } catch (InterruptedException e) {
            throw e;
        } catch (RetryLaterException e) {
            putOff(backlog, e, e.notBefore());
        } catch (Exception e) {
            if (Thread.currentThread().isInterrupted()) {
                throw stopped(e);
            }
            putOff(backlog, e, Duration.ZERO);
        }
    }

    private void deliver(ReceivedAlert alert, AlertHandler handler) throws Exception {
        if (seen.contains(alert)) {
            repeated.incrementAndGet();
            return;
        }
        handler.handle(alert);
        seen.add(alert);
        delivered.incrementAndGet();
    }

    private void putOff(PartitionBacklog backlog, Exception cause, Duration atLeast) {
        failures.incrementAndGet();
        int inARow = backlog.failed();
        Duration grown = backoff.after(inARow, random);
        Duration pause = grown.compareTo(atLeast) > 0 ? grown : atLeast;
        backlog.putOff(pause);
        LOG.warn(
                "{} could not be delivered (try {}), again in {} ms: {}",
                coordinates(backlog.first()),
                inARow,
                pause.toMillis(),
                cause instanceof RetryLaterException ? cause.getMessage() : cause.toString());
        LOG.debug("Why it could not be delivered", cause);
    }

    private static InterruptedException stopped(Exception cause) {
        InterruptedException stopped = new InterruptedException("interrupted while delivering an alert");
        stopped.initCause(cause);
        return stopped;
    }

    private static String coordinates(ConsumerRecord<?, ?> record) {
        return record.topic() + " partition " + record.partition() + " offset " + record.offset();
    }

    AlertCounts counts() {
        return new AlertCounts(delivered.get(), repeated.get(), unreadable.get(), failures.get());
    }
}
