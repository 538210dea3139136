package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a query is answered with. */
sealed interface Answer {

    /**
     * One thing.
     *
     * @param body its fields
     */
    record One(ObjectNode body, Meta meta) implements Answer {}

    /**
     * A list.
     *
     * @param head fields that stand before the rows
     * @param columns the rows as a table
     * @param tail fields that stand after the rows
     */
    record Many(ObjectNode head, Columns columns, Page page, ObjectNode tail, Meta meta) implements Answer {
        Many(Columns columns, Page page, Meta meta) {
            this(Json.object(), columns, page, Json.object(), meta);
        }
    }
}
