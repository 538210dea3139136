/** Measurements, run by {@code ./tiendo bench}: what is said of speed anywhere comes from here. */
@NullMarked
package org.tiendo.bench;

import org.jspecify.annotations.NullMarked;
