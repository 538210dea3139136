package org.tiendo.streams.tree;

import org.tiendo.internal.ClockReading;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.DeadLetter;

/** What the tree processor sends; the stage gives each kind a stream of its own. */
sealed interface TreeOutput {
    record Placed(UnitPath path) implements TreeOutput {}

    record Unplaced(DeadLetter deadLetter) implements TreeOutput {}

    record NewDay(ClockReading reading) implements TreeOutput {}
}
