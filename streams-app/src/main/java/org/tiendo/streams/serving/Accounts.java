package org.tiendo.streams.serving;

import java.util.Optional;
import java.util.Set;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;

/**
 * What the stages have written down about one report, and how many reports they have accepted. Every count only grows. Any
 * call may throw {@link NotReady}, or {@link HeldElsewhere}.
 */
interface Accounts {
    /** Another instance has a partition that is needed. */
    final class HeldElsewhere extends RuntimeException {
        private static final long serialVersionUID = 1;

        HeldElsewhere() {
            super("held by another instance", null, false, false);
        }
    }

    /** The report that an id stands for. */
    Optional<ProgressReport> logged(String taskId, String reportId);

    Optional<RejectedReport> rejection(Trail.Sent sent);

    /** True while it waits for its task. */
    boolean isParked(Trail.Sent sent);

    /** Reports that lifecycle has accepted of an assignment; empty while its log is ahead of its count. */
    Optional<Long> accepted(ProgressReport report);

    /** Accepted reports that rollup has heard of from an assignment. */
    long contributed(String taskId, String unitId);

    /** Accepted reports that rollup has heard of from all that is a unit's own. */
    long contributed(String unitId);

    /** Accepted reports that rollup has settled of a unit's own. */
    long settled(String unitId);

    /** Accepted reports that the scorecard counts in a unit's subtree. */
    long counted(String unitId);

    /** A unit and all below it; empty where it is not in the tree. */
    Set<String> subtree(String unitId);

    /** True when rollup keeps both units in one partition. */
    boolean areTogether(String unitId, String other);
}
