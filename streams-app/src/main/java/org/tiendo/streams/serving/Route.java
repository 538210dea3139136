package org.tiendo.streams.serving;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A query of the API.
 *
 * @param path its path template
 * @param parameters the query parameters it takes
 */
record Route(String path, Set<String> parameters, Endpoint endpoint) {

    /** Answers a query from the stores as far as its caller may see them; may be called again for the same query. */
    interface Endpoint {
        Answer answer(Query query, Reads reads);
    }

    /** A query about one thing. */
    static Route one(String path, Endpoint endpoint, String... parameters) {
        return new Route(path, Set.of(parameters), endpoint);
    }

    /** A query that answers a list: it has pages and formats. */
    static Route list(String path, Endpoint endpoint, String... parameters) {
        Set<String> all = new HashSet<>(Query.PAGING);
        all.addAll(List.of(parameters));
        return new Route(path, all, endpoint);
    }
}
