/**
 * Changes to what is published already: the newest definition of a task is read from Kafka, changed by a rule that knows
 * no Kafka, and published again as a new version that says who changed it and why.
 */
@NullMarked
package org.tiendo.producer.change;

import org.jspecify.annotations.NullMarked;
