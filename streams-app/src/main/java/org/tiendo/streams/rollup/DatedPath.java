package org.tiendo.streams.rollup;

import java.time.LocalDate;
import java.util.List;
import org.tiendo.internal.PathSegment;

/** Reads a unit's dated path by day. */
final class DatedPath {
    private DatedPath() {}

    /** The ancestors on a day, the unit itself first. */
    static List<String> on(LocalDate day, List<PathSegment> segments) {
        List<String> ancestors = List.of();
        for (PathSegment segment : segments) {
            if (!firstDay(segment).isAfter(day)) {
                ancestors = segment.getAncestors();
            }
        }
        return ancestors;
    }

    /** The first day of a segment; the first of all days where it holds from the beginning. */
    static LocalDate firstDay(PathSegment segment) {
        return segment.getFrom() == null ? LocalDate.MIN : segment.getFrom();
    }
}
