@NullMarked
package org.tiendo.streams.serving;

import org.jspecify.annotations.NullMarked;
