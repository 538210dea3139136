/** A Kafka broker inside this process: one node that is both broker and controller, on the loopback interface only. */
@NullMarked
package org.tiendo.embedded.broker;

import org.jspecify.annotations.NullMarked;
