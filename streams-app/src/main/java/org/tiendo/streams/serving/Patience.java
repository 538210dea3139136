package org.tiendo.streams.serving;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Asks again while stores move between threads and instances. Queries change nothing, so that asking all of one again
 * is right.
 */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final long attempts;

    Patience(Duration total) {
        this.attempts = 1 + total.toMillis() / PAUSE.toMillis();
    }

    /** @throws NotReady when the stores still cannot answer after the whole wait */
    <T> T ask(Supplier<T> query) {
        for (long attempt = 1; ; attempt++) {
            try {
                return query.get();
            } catch (NotReady | InvalidStateStoreException e) {
                if (attempt >= attempts) {
                    throw e instanceof NotReady refusal ? refusal : new NotReady("the stores are moving", e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("the server is stopping", e);
        }
    }
}
