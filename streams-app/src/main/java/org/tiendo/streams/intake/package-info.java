/**
 * Beside the flow, in the unit tree's task: says of each report that a trusted writer put into its own topic whether that
 * writer speaks for the report's unit. Reads the reports as decoded, writes them to lifecycle with the answer, which
 * refuses those without authority in their turn. Its store is the tree's path history. It stands here because only the
 * tree's task knows who was below whom at a report's instant.
 */
@NullMarked
package org.tiendo.streams.intake;

import org.jspecify.annotations.NullMarked;
