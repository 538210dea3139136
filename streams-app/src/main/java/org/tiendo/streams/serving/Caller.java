package org.tiendo.streams.serving;

import io.javalin.http.Context;

/**
 * Who asks, as far as it matters to an answer: which units they see and speak for. Every request has one before any
 * route gets it; {@link #of} finds it.
 */
public interface Caller {
    /** Sees and speaks for every unit: where no token is asked for, and whoever has an administrator's. */
    Caller EVERYONE = unitId -> true;

    /**
     * Whether a report of this unit may come from the caller: the token's own unit and, by today's tree, those under it.
     *
     * @throws NotReady when the unit is not the token's own and the tree cannot be read yet
     */
    boolean speaksFor(String unitId);

    /**
     * Whether the caller may read what concerns this unit.
     *
     * @throws NotReady as {@link #speaksFor} does
     */
    default boolean maySee(String unitId) {
        return speaksFor(unitId);
    }

    /** Who it is, for logs and records; never a token. */
    default String name() {
        return "everyone";
    }

    /**
     * The caller of a request.
     *
     * @throws IllegalStateException when the request came past the gate: nobody is let in by mistake
     */
    static Caller of(Context request) {
        Caller caller = request.attribute(AccessGate.CALLER);
        if (caller == null) {
            throw new IllegalStateException("a request for " + request.path() + " has no caller");
        }
        return caller;
    }
}
