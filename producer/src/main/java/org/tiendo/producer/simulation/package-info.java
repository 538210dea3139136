/**
 * A made-up history of progress on real plans, for demonstrations: plausible, the same for the same seed, and marked as
 * simulated in every report.
 */
@NullMarked
package org.tiendo.producer.simulation;

import org.jspecify.annotations.NullMarked;
