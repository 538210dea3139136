/**
 * Stage 4 of 5. Reads changes-by-unit (net changes of cells, facts of units, clock marks) and targets-by-indicator.
 * Writes tiendo.kpi.by-unit, by-category, by-deadline and indicators. Stores totals-by-unit and what indicators are
 * judged by. Why: a change arrives once for each ancestor; here it becomes a total, and at most one row per key and
 * settle, judged by the clock of the slowest source.
 */
@NullMarked
package org.tiendo.streams.scorecard;

import org.jspecify.annotations.NullMarked;
