package org.tiendo.producer.spool;

import java.time.Duration;

/**
 * How a spool behaves.
 *
 * @param maxBytes how much disk it may take, held and damaged records included; what comes then is not taken
 * @param segmentBytes the size at which a file is full and another begun; files are deleted whole
 * @param patience how long the result of a report waits for Kafka before it says that the report is spooled
 * @param soonest the first pause after a failure that may pass by itself; each further one is twice as long
 * @param longest the longest such pause
 * @param slow the pause after a failure that somebody has to mend
 * @param batchReports how many reports are given to the outlet at a time at most
 */
public record SpoolSettings(
        long maxBytes,
        int segmentBytes,
        Duration patience,
        Duration soonest,
        Duration longest,
        Duration slow,
        int batchReports) {
    private static final long MIB = 1024 * 1024;
    private static final long LEAST_BYTES = 64 * 1024;

    /** 256 MiB of disk in files of 4 MiB, 5 seconds of patience. */
    public static final SpoolSettings DEFAULTS = new SpoolSettings(
            256 * MIB,
            (int) (4 * MIB),
            Duration.ofSeconds(5),
            Duration.ofMillis(250),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            2_000);

    public SpoolSettings {
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("a spool needs at least " + LEAST_BYTES + " bytes of disk");
        }
        if (segmentBytes < 1 || batchReports < 1) {
            throw new IllegalArgumentException("a spool's files and batches must hold something");
        }
    }

    /** With another bound on the disk; files become smaller with it, so that what was sent frees room in time. */
    public SpoolSettings withMaxBytes(long bytes) {
        int segment = (int) Math.min(segmentBytes, Math.max(1, bytes / 16));
        return new SpoolSettings(bytes, segment, patience, soonest, longest, slow, batchReports);
    }

    public SpoolSettings withPatience(Duration duration) {
        return new SpoolSettings(maxBytes, segmentBytes, duration, soonest, longest, slow, batchReports);
    }

    /** With other pauses after failures; see {@link #soonest}, {@link #longest} and {@link #slow}. */
    public SpoolSettings withPauses(Duration first, Duration last, Duration forPeople) {
        return new SpoolSettings(maxBytes, segmentBytes, patience, first, last, forPeople, batchReports);
    }
}
