/**
 * Talks to a gateway over HTTP: asks the query API, and hands reports in for those who reach no Kafka. Everything that
 * can go wrong on that way is told in words that say what to do, and a token is shown to nobody but the gateway.
 */
@NullMarked
package org.tiendo.producer.api;

import org.jspecify.annotations.NullMarked;
