package org.tiendo.streams.serving;

import io.javalin.http.Context;

/**
 * Who asks, as far as it matters to an answer: which units they speak for. Every request has one before any
 * route gets it; {@link #of} finds it.
 */
public interface Caller {
    /**
     * Whether a report of this unit may come from the caller: the token's own unit and, by today's tree, those under it.
     *
     * @throws NotReady when the unit is not the token's own and the tree cannot be read yet
     */
    boolean speaksFor(String unitId);

    /** Who it is, for logs and records; never a token. */
    String name();

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
