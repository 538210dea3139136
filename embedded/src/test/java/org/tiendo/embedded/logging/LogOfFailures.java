package org.tiendo.embedded.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.slf4j.LoggerFactory;

/**
 * Says with a failed test what broker, clients and app warned of last: their log is elsewhere, and often gone, when the
 * failure is read. Registered for every test of the module.
 */
public final class LogOfFailures implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final Newest NEWEST = Newest.installed();

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure);
    }

    private static Throwable explained(Throwable failure) {
        failure.addSuppressed(new WarnedBefore(NEWEST.lines()));
        return failure;
    }

    /** What was logged, as an exception, for that is what a test's report shows. */
    private static final class WarnedBefore extends Exception {
        private static final long serialVersionUID = 1;

        WarnedBefore(String lines) {
            super("the newest warnings, up to " + Instant.now() + ":\n" + lines, null, false, false);
        }
    }

    /** The newest warnings of all loggers. */
    private static final class Newest extends AppenderBase<ILoggingEvent> {
        private static final int KEPT = 60;
        private final Deque<String> kept = new ArrayDeque<>();

        static Newest installed() {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            Newest newest = new Newest();
            newest.setContext(context);
            newest.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(newest);
            return newest;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
                return;
            }
            String line = "%s %s %s: %s"
                    .formatted(
                            event.getInstant(),
                            event.getLevel(),
                            event.getLoggerName(),
                            event.getFormattedMessage().lines().findFirst().orElse(""));
            synchronized (kept) {
                kept.add(line);
                if (kept.size() > KEPT) {
                    kept.remove();
                }
            }
        }

        String lines() {
            synchronized (kept) {
                return kept.stream().collect(Collectors.joining("\n"));
            }
        }
    }
}
