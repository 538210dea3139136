/** Publishes history from a file, exactly as given. */
@NullMarked
package org.tiendo.producer.replay;

import org.jspecify.annotations.NullMarked;
