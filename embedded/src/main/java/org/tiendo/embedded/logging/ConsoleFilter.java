package org.tiendo.embedded.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Shows Tiendo's own warnings at the console, and of Kafka and the other libraries only the errors. Of those, what Kafka
 * mends by itself is left to the log file: after a kill Streams says so of every task, and restores it.
 */
public final class ConsoleFilter extends Filter<ILoggingEvent> {
    private static final String OWN = "org.tiendo.";

    /** What it can not mend reaches org.tiendo.streams.app.FailurePolicy, which tells. */
    private static final String MENDED = "org.apache.kafka.streams.processor.internals.TaskManager";

    /**
     * What a broker says of a batch that overtook one before it, which had to wait for the end of the transaction before;
     * its sender repeats both in order. It happens where the machine is very busy.
     */
    private static final String OVERTAKEN = "org.apache.kafka.common.errors.OutOfOrderSequenceException";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (event.getLoggerName().equals(MENDED) || isOvertaken(event)) {
            return FilterReply.DENY;
        }
        Level least = event.getLoggerName().startsWith(OWN) ? Level.WARN : Level.ERROR;
        return event.getLevel().isGreaterOrEqual(least) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static boolean isOvertaken(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown != null && thrown.getClassName().equals(OVERTAKEN);
    }
}
