/**
 * The tokens of units: made here, kept in a file as hashes, read by the app. Why in this module: whoever administers
 * tokens needs the command and not the pipeline, and the file's form is one for both.
 */
@NullMarked
package org.tiendo.producer.tokens;

import org.jspecify.annotations.NullMarked;
