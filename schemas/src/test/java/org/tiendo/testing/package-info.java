/** What tests of several packages share. */
@NullMarked
package org.tiendo.testing;

import org.jspecify.annotations.NullMarked;
