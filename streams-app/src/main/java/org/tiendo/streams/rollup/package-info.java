/**
 * Stage 3 of 5. Reads contributions-by-unit and paths-by-unit. Writes changes-by-unit: what each unit's own changes add to
 * the totals of every unit above it. Stores contributions-by-unit, pending-changes-by-unit, leaf-cells-by-unit,
 * paths-by-unit, units-by-id, tree-version and rollup-clocks. Changes wait a moment before they are sent, because many
 * reports touch the same cell and each change goes to every ancestor.
 */
@NullMarked
package org.tiendo.streams.rollup;

import org.jspecify.annotations.NullMarked;
