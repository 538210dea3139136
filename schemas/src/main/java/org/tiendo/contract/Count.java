package org.tiendo.contract;

/**
 * Everything Tiendo adds up, in the order in which it is stored: new ones go to the end. Percentages are never among
 * them; they are derived from these sums.
 */
public enum Count {
    TASKS,
    NOT_STARTED,
    IN_PROGRESS,
    DONE,
    BLOCKED,
    ONGOING,
    DORMANT,
    DONE_ON_TIME,
    DONE_LATE,
    OPEN_IN_TERM,
    OVERDUE,
    DUE_SOON,
    WEIGHT,
    /** Sum of weight x progress, progress in hundredths of a percent. */
    WEIGHTED_PERCENT,
    EXPECTED,
    REPORTED,
    SILENT,
    NUMERATOR,
    DENOMINATOR,
    UNITS_EXPECTED,
    UNITS_REPORTED,
    RECEIVED,
    COUNTED,
    SUPERSEDED,
    DUPLICATE,
    REJECTED,
    PARKED
}
