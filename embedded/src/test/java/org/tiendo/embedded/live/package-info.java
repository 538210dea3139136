/** The product as a user meets it: broker, registry, pipeline and query API run, and every answer is checked. */
package org.tiendo.embedded.live;
