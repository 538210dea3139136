/**
 * How data gets into Tiendo: {@link org.tiendo.producer.ProgressReporter} is what a unit's own software uses to report;
 * the packages below it publish plans, set up topics and schemas, replay files and simulate histories.
 */
@NullMarked
package org.tiendo.producer;

import org.jspecify.annotations.NullMarked;
