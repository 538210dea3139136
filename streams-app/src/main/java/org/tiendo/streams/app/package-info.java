/** Starts and stops the pipeline and the query API, reads settings, and makes the clock tick. */
@NullMarked
package org.tiendo.streams.app;

import org.jspecify.annotations.NullMarked;
