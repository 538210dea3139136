/**
 * What the figures mean: percentages of pooled counts, coverage, targets and verdicts. It stands apart from the stages
 * because two of them need it: the scorecard publishes these rows as they settle, and serving computes the same rows
 * from the stores for other cuts (by child, in total). Stages never import each other, and one figure must never have
 * two definitions. Pure Java: nothing here imports Kafka.
 */
@NullMarked
package org.tiendo.streams.kpi;

import org.jspecify.annotations.NullMarked;
