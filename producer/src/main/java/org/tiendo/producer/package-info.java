/** How a unit reports, and how plans and history are published: the library, and the commands on top of it. */
@NullMarked
package org.tiendo.producer;

import org.jspecify.annotations.NullMarked;
