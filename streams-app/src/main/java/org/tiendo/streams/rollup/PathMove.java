package org.tiendo.streams.rollup;

import java.util.List;

/**
 * Which units lose and which gain a unit's totals when its path changes. What stands above it before and after sees no
 * change at all, so its totals neither dip nor double.
 */
record PathMove(List<String> left, List<String> joined) {
    static PathMove between(List<String> before, List<String> after) {
        return new PathMove(without(before, after), without(after, before));
    }

    private static List<String> without(List<String> units, List<String> others) {
        return units.stream().filter(unit -> !others.contains(unit)).toList();
    }
}
