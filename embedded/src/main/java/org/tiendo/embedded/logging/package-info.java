/** What of the log a person at the console sees, and the file that keeps the rest. */
@NullMarked
package org.tiendo.embedded.logging;

import org.jspecify.annotations.NullMarked;
