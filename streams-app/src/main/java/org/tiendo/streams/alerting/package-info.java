/**
 * The alerts' way out, beside stage 2 of 5. Reads alerts and indicator figures of lifecycle, one partition, and the path
 * history of the unit tree. Writes the alert topics. Stores alerts-by-unit, for queries, and what indicators stand at. It
 * is on its own, in the tree's task, because whom an alert is escalated to and whose sums a figure is in depend on the
 * tree as it was known at the alert's instant.
 */
@NullMarked
package org.tiendo.streams.alerting;

import org.jspecify.annotations.NullMarked;
