package org.tiendo.streams.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: it is replaced, but at most 3 times in 10 minutes. A fault that comes back
 * each time would otherwise loop for ever while the app says that it runs.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    private static final int MOST_REPLACEMENTS = 3;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final InstantSource time;
    private final Deque<Instant> replacements = new ArrayDeque<>();
    private volatile String newest = "no stream thread has failed";

    FailurePolicy(InstantSource time) {
        this.time = time;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        newest = describe(failure);
        Instant now = time.instant();
        while (!replacements.isEmpty() && replacements.peek().isBefore(now.minus(WITHIN))) {
            replacements.remove();
        }
        if (failure instanceof Error || replacements.size() >= MOST_REPLACEMENTS) {
            LOG.error("A stream thread died and the pipeline stops; see the cause, mend it and start again", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        replacements.add(now);
        LOG.error("A stream thread died and is replaced ({} of {})", replacements.size(), MOST_REPLACEMENTS, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** What the newest death came of, in one line. */
    String newestFailure() {
        return newest;
    }

    private static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return root.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }
}
