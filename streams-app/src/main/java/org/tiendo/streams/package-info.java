/** The pipeline as a whole; {@link org.tiendo.streams.TiendoTopology} is its map. */
@NullMarked
package org.tiendo.streams;

import org.jspecify.annotations.NullMarked;
