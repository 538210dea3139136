/**
 * The unit tree, beside stage 3 of 5. Reads tiendo.units, one partition of decoded units. Writes each unit's dated path to
 * every rollup partition, units it refuses to the dead letters, and the clock relay. Store tree-by-unit. It is on its own
 * because only one who sees the whole tree can tell a cycle.
 */
@NullMarked
package org.tiendo.streams.tree;

import org.jspecify.annotations.NullMarked;
