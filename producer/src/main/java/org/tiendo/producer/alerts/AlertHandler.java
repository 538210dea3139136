package org.tiendo.producer.alerts;

/** What is done with each alert. */
@FunctionalInterface
public interface AlertHandler {
    /**
     * Deals with one alert, once it returns for good: only then is its offset committed. It must answer well within
     * Kafka's {@code max.poll.interval.ms} (5 minutes), and may be called again for a step it has dealt with.
     *
     * @throws RetryLaterException when the same alert is to be tried again, not before the time it names
     * @throws InterruptedException when the consumer is being stopped; the alert is delivered again at the next start
     * @throws Exception when the alert could not be dealt with; it is tried again, after a pause that grows, and what
     *     follows in its partition waits
     */
    void handle(ReceivedAlert alert) throws Exception;
}
