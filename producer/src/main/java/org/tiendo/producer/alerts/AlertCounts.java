package org.tiendo.producer.alerts;

/**
 * What became of the records that a consumer has read.
 *
 * @param delivered handed to the handler, which returned
 * @param repeated left out because the same step had been delivered
 * @param unreadable no alert; logged with its coordinates and skipped
 * @param failures times an alert had to be put off
 */
public record AlertCounts(long delivered, long repeated, long unreadable, long failures) {}
