package org.tiendo.streams.gateway;

import org.jspecify.annotations.Nullable;
import org.tiendo.v1.ProgressReport;

/** One item of a request, in the order in which it stands there. */
public sealed interface Incoming {

    /** Its place in the request, from 0. */
    int index();

    /** Its line in a file; null where it came as JSON. */
    @Nullable
    Integer line();

    /**
     * It could be read.
     *
     * @param stampedHere true when it named its id and not when it was made, and was given the moment of its arrival
     */
    record Legible(int index, @Nullable Integer line, ProgressReport report, boolean stampedHere) implements Incoming {}

    /**
     * It could not be read, which does not harm its neighbours.
     *
     * @param reportId the id it named, as far as that could be read
     */
    record Illegible(
            int index, @Nullable Integer line, @Nullable String reportId, ItemRefusal refusal) implements Incoming {}
}
