/**
 * What is published already, read from Kafka itself: the versions of one task, or everything as it stands now, by which
 * reports can be checked before they are sent. No app need run.
 */
@NullMarked
package org.tiendo.producer.definitions;

import org.jspecify.annotations.NullMarked;
