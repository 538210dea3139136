package org.tiendo.producer.spool;

/**
 * How a spool stands.
 *
 * @param depth reports that wait to be delivered
 * @param bytes disk taken by reports, held ones and damaged bytes
 * @param held reports held aside
 * @param damaged broken records found in the midst of files, kept with their bytes
 * @param tornTails ends of files cut off because a process or the power failed while they were written
 */
public record SpoolStatus(long depth, long bytes, int held, int damaged, int tornTails, SpoolCondition condition) {}
