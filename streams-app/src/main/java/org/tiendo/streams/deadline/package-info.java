/**
 * What a deadline means on a day, and what an assignment counts for. Pure; shared by lifecycle, which counts, and
 * serving, which lists the same tasks.
 */
@NullMarked
package org.tiendo.streams.deadline;

import org.jspecify.annotations.NullMarked;
