/** Stores, internal topics, keys and serdes of the pipeline: the only place that spells their names. */
@NullMarked
package org.tiendo.streams.contract;

import org.jspecify.annotations.NullMarked;
