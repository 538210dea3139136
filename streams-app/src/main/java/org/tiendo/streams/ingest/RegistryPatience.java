package org.tiendo.streams.ingest;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that cannot be reached: an outage is not the record's fault, so the record is tried again until
 * an answer comes. Meanwhile {@link #isWaiting()} turns readiness off. Schemas already met are not asked for again, so
 * only a record with a new schema ever waits.
 */
public final class RegistryPatience {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();

    /** A question to the registry. */
    interface Question<T> {
        T ask() throws IOException, RestClientException;
    }

    /** True while a record waits for the registry. */
    public boolean isWaiting() {
        return waiting.get();
    }

    /** Gives up waiting, so that the application can stop; the waiting record is read again at the next start. */
    public void close() {
        closing.set(true);
    }

    /** Thrown where the app stops before the registry has answered: the record is not at fault and is read again. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped while waiting for the schema registry");
        }
    }

    /**
     * Asks until an answer comes; at least once, even while the app stops.
     *
     * @throws Stopped when the app stops first
     */
    <T> T ask(Question<T> question) {
        do {
            try {
                T answer = question.ask();
                if (waiting.getAndSet(false)) {
                    LOG.info("The schema registry answers again");
                }
                return answer;
            } catch (IOException | RestClientException e) {
                if (!waiting.getAndSet(true)) {
                    LOG.warn("Waiting for the schema registry: {}", e.toString());
                }
                pause();
            }
        } while (!closing.get());
        throw new Stopped();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.set(true);
        }
    }
}
