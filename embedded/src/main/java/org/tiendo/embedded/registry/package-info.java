/**
 * A schema registry inside this process: the part of Confluent's REST interface that its serializers use, with
 * Confluent's own schema and compatibility classes behind it and an append-only file under it.
 */
@NullMarked
package org.tiendo.embedded.registry;

import org.jspecify.annotations.NullMarked;
