package org.tiendo.producer.alerts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was read of a partition and is not dealt with yet. Its first record is dealt with before the second is looked at,
 * which keeps the order of every alert's steps; while that one is put off, the partition waits.
 */
final class PartitionBacklog {
    private final Deque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();
    private long notBeforeNanos = System.nanoTime();
    private int failures;

    void add(List<ConsumerRecord<String, byte[]>> read) {
        waiting.addAll(read);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The record whose turn it is. */
    ConsumerRecord<String, byte[]> first() {
        return waiting.getFirst();
    }

    /** The first record needs no more attention. */
    void done() {
        waiting.removeFirst();
        failures = 0;
        notBeforeNanos = System.nanoTime();
    }

    /** The first record has failed once more: how often in a row. */
    int failed() {
        return ++failures;
    }

    void putOff(Duration pause) {
        notBeforeNanos = System.nanoTime() + pause.toNanos();
    }

    /** How long until the first record may be tried; zero when it may be now. */
    Duration untilReady() {
        return Duration.ofNanos(Math.max(0, notBeforeNanos - System.nanoTime()));
    }

    boolean isReady() {
        return !isEmpty() && untilReady().isZero();
    }
}
