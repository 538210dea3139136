/** The deploy step: creates and checks topics, registers schemas. */
@NullMarked
package org.tiendo.producer.setup;

import org.jspecify.annotations.NullMarked;
