package org.tiendo.embedded.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Shows Tiendo's own warnings at the console, and of Kafka and the other libraries only the errors. */
public final class ConsoleFilter extends Filter<ILoggingEvent> {
    private static final String OWN = "org.tiendo.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        Level least = event.getLoggerName().startsWith(OWN) ? Level.WARN : Level.ERROR;
        return event.getLevel().isGreaterOrEqual(least) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
