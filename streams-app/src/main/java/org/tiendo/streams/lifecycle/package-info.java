/**
 * Stage 2 of 5. Reads definitions, reports and the clock, all keyed by taskId. Writes each assignment's absolute
 * contribution keyed by unitId, alerts, and refused reports. Stores: tasks and their versions, assignments, reports (the
 * audit trail), what waits for a definition, and deadlines by day, so that a new day touches only what is due. It is one
 * stage because a report, a definition and a passing day must meet the assignment in one order.
 */
@NullMarked
package org.tiendo.streams.lifecycle;

import org.jspecify.annotations.NullMarked;
