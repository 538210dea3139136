package org.tiendo.producer.spool;

import java.time.Instant;
import org.tiendo.v1.ProgressReport;

/**
 * A report that was taken out of the queue because it cannot be delivered as it is.
 *
 * @param sequence its number in the spool
 * @param reason what is wrong and what to do, for people
 */
public record HeldReport(long sequence, Instant heldAt, String reason, ProgressReport report) {}
