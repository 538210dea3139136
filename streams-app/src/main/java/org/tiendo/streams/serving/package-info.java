/**
 * Stage 5 of 5. Reads the stores of the other stages by interactive queries. Writes nothing: answers over HTTP. Store:
 * none. Why: analysts ask any instance and get rows that say up to when they hold and what they lack.
 */
@NullMarked
package org.tiendo.streams.serving;

import org.jspecify.annotations.NullMarked;
