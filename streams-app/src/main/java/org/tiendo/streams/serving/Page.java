package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list.
 *
 * @param nextPageToken asks for the rows that follow; null when there are none
 */
record Page(List<ObjectNode> rows, @Nullable String nextPageToken) {

    /**
     * A row with what orders it in its list.
     *
     * @param key unique in the list
     */
    record Row(String key, ObjectNode json) {}

    /** Takes a page from rows that begin where the query's page begins; reads one row more than it needs. */
    static Page take(Query query, Iterator<Row> rows) {
        List<ObjectNode> taken = new ArrayList<>();
        String lastKey = "";
        int size = query.pageSize();
        while (taken.size() < size && rows.hasNext()) {
            Row row = rows.next();
            taken.add(row.json());
            lastKey = row.key();
        }
        boolean more = !taken.isEmpty() && rows.hasNext();
        return new Page(taken, more ? query.tokenAfter(lastKey) : null);
    }

    /** Takes a page from all the rows of a list, ordered by their keys. */
    static Page cut(Query query, Stream<Row> rows, Comparator<String> order) {
        Stream<Row> sorted = rows.sorted(Comparator.comparing(Row::key, order));
        return take(
                query,
                query.after()
                        .map(last -> sorted.dropWhile(row -> order.compare(row.key(), last) <= 0))
                        .orElse(sorted)
                        .iterator());
    }
}
