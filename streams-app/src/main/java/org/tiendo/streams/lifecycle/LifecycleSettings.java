package org.tiendo.streams.lifecycle;

import java.time.Duration;

/**
 * How the stage runs.
 *
 * @param partitions N of the installation
 * @param settleEvery how often due timers are looked for and the clock is passed on
 * @param rules by which assignments are judged
 */
record LifecycleSettings(int partitions, Duration settleEvery, LifecycleRules rules) {}
