package org.tiendo.streams.serving;

import org.tiendo.v1.RejectedReport;

/** How far a report has come that was sent. */
public sealed interface Standing {

    /** Every query about its unit from now on is answered with it counted. */
    record Shown() implements Standing {}

    /** The pipeline refused it. */
    record Refused(RejectedReport rejected) implements Standing {}

    /** It is not through yet; looking again is right. */
    record OnItsWay() implements Standing {}

    /** Looking again is of no use, for the reason given. */
    record NotToBeSeen(Reason reason) implements Standing {}

    /** Why a report that was sent does not show. */
    enum Reason {
        /** Its task is not published: it waits and is judged when the task comes. */
        TASK_NOT_PUBLISHED,
        /** Its unit is not in the tree, so no query can be about it. */
        UNIT_NOT_PUBLISHED,
        /** Another instance holds what would show it. */
        HELD_ELSEWHERE,
        /** It did not show within the wait; it still may. */
        NOT_IN_TIME,
        /** It waits on disk for Kafka. */
        SPOOLED
    }
}
