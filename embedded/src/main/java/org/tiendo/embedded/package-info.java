/**
 * Everything in one process: broker, registry and pipeline on one data directory. The demo runs on it, and so do the
 * integration tests.
 */
@NullMarked
package org.tiendo.embedded;

import org.jspecify.annotations.NullMarked;
