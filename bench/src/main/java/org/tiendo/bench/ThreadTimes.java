package org.tiendo.bench;

import java.lang.management.ManagementFactory;
import java.util.stream.DoubleStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How long the stream threads were kept from their input, as the app's own metrics say. They are read where Kafka keeps
 * them, not from {@code /metrics}: that would gather thousands of others in the middle of a measurement.
 *
 * @param sliceAverageMillis average time of a slice of timers; NaN without one
 * @param sliceMostMillis the longest slice; NaN without one
 * @param betweenPollsMillis the longest time between two polls for input
 */
record ThreadTimes(double sliceAverageMillis, double sliceMostMillis, double betweenPollsMillis) {
    private static final String SLICES = "kafka.streams:type=stream-lifecycle-metrics,*";
    private static final String POLLS = "kafka.consumer:type=consumer-metrics,client-id=tiendo-*-consumer";

    /** Nothing measured yet. */
    static final ThreadTimes NONE = new ThreadTimes(Double.NaN, Double.NaN, Double.NaN);

    /** The slowest partition's and thread's in the metrics' window. */
    static ThreadTimes now() {
        return new ThreadTimes(
                most(SLICES, "timer-slice-latency-avg"),
                most(SLICES, "timer-slice-latency-max"),
                most(POLLS, "time-between-poll-max"));
    }

    /** The slower of both. */
    ThreadTimes or(ThreadTimes other) {
        return new ThreadTimes(
                most(DoubleStream.of(sliceAverageMillis, other.sliceAverageMillis)),
                most(DoubleStream.of(sliceMostMillis, other.sliceMostMillis)),
                most(DoubleStream.of(betweenPollsMillis, other.betweenPollsMillis)));
    }

    private static double most(String beans, String attribute) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            DoubleStream.Builder values = DoubleStream.builder();
            for (ObjectName bean : server.queryNames(new ObjectName(beans), null)) {
                if (!bean.toString().contains("restore-consumer")) {
                    values.add((double) server.getAttribute(bean, attribute));
                }
            }
            return most(values.build());
        } catch (JMException e) {
            throw new IllegalStateException("Kafka's metric " + attribute + " cannot be read", e);
        }
    }

    private static double most(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).max().orElse(Double.NaN);
    }
}
