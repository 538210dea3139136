package org.tiendo.streams.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How the stage runs.
 *
 * @param partitions N of the installation
 * @param settleEvery how often due timers are looked for and the clock is passed on
 * @param rules by which assignments are judged
 * @param nanoTime measures how long a slice takes: Kafka Streams' own time stands still while a punctuation runs
 */
record LifecycleSettings(int partitions, Duration settleEvery, LifecycleRules rules, LongSupplier nanoTime) {}
