package org.tiendo.streams.access;

import java.util.List;

/** Lets requests in by what their Authorization headers say. */
public interface Door {
    /**
     * Who shows these headers.
     *
     * @param authorization the values of all Authorization headers of one request
     * @throws RefusedToken when they do not open the door
     */
    Holder admit(List<String> authorization);

    /** True where everybody who reaches it is let in. */
    default boolean asksNobody() {
        return false;
    }

    /** Reasons why it cannot let in everybody whom it should; empty when it can. */
    default List<String> unreadiness() {
        return List.of();
    }
}
