/**
 * Refused reports, read from their topic: for those who sent them, each with the reason, what to do, and the command that
 * sends it again corrected.
 */
@NullMarked
package org.tiendo.producer.rejections;

import org.jspecify.annotations.NullMarked;
