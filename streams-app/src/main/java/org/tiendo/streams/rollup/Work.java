package org.tiendo.streams.rollup;

import java.time.Instant;

/** One thing that the rollup has still to do. */
sealed interface Work {
    /** Sends what is pending for a unit. All its cells go together: what leaves one cell for another is never seen in both. */
    record Settle(String unitId) implements Work {}

    /** Brings a unit's totals to where its path now leads. */
    record Move(String unitId) implements Work {}

    /** Takes over a later clock: everything that came before it has been settled. */
    record Advance(Instant to) implements Work {}

    /** Tells the next stage how far this partition is: what the clock moved has been moved. */
    record Announce(Instant at) implements Work {}
}
