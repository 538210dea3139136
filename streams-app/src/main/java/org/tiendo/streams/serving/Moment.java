package org.tiendo.streams.serving;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;

/**
 * Up to when the stores are complete.
 *
 * @param dataThrough every source has been read up to here; null until all were heard
 * @param treeVersion how many versions of units have been accepted
 */
public record Moment(@Nullable Instant dataThrough, long treeVersion) {

    /** The business day by which answers are judged; null until all sources were heard. */
    public @Nullable LocalDate clock() {
        return dataThrough == null ? null : BusinessTime.dayOf(dataThrough);
    }
}
