package org.tiendo.embedded;

/** What makes the demo's business clock move. */
public enum DemoClock {
    /** The machine's clock. */
    LIVE,
    /** Ticks and record timestamps of replayed history only. */
    REPLAY
}
