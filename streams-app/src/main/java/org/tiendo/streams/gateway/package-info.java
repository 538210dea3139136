/**
 * Reports that come in over HTTP, without the HTTP: a body becomes items, each of which is taken or refused by itself; those
 * taken wait in a bounded queue for the one thread that hands them to Kafka, so that a slow broker stops this door and
 * nothing else. It decides nothing about a report that the pipeline would decide otherwise.
 */
@NullMarked
package org.tiendo.streams.gateway;

import org.jspecify.annotations.NullMarked;
