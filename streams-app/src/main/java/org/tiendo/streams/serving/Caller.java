package org.tiendo.streams.serving;

import io.javalin.http.Context;

/** Who makes a request, as far as it matters to what is done with it. */
public interface Caller {
    /** Under which a request keeps its caller. */
    String ATTRIBUTE = "tiendo.caller";

    /** Anybody, where nobody has to say who they are. */
    Caller EVERYONE = unitId -> true;

    /** True when the caller may report for a unit. */
    boolean speaksFor(String unitId);

    /** The caller of a request; everyone where nothing has asked. */
    static Caller of(Context request) {
        Caller caller = request.attribute(ATTRIBUTE);
        return caller == null ? EVERYONE : caller;
    }
}
