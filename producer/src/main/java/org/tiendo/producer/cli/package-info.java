/** The producer's commands. They find the running embedded stack by themselves, or are told where Kafka is. */
@NullMarked
package org.tiendo.producer.cli;

import org.jspecify.annotations.NullMarked;
