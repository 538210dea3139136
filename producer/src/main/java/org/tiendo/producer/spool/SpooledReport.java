package org.tiendo.producer.spool;

import org.tiendo.v1.ProgressReport;

/**
 * A report in the spool.
 *
 * @param sequence its place in the order in which reports were written down; never given twice in one directory
 */
public record SpooledReport(long sequence, ProgressReport report) {}
