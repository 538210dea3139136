package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every answer says of itself.
 *
 * @param missingPartitions partitions whose part of the answer is missing
 */
record Meta(Moment moment, SortedSet<Integer> missingPartitions) {

    static Meta complete(Moment moment) {
        return missing(moment, Set.of());
    }

    static Meta missing(Moment moment, Collection<Integer> partitions) {
        return new Meta(moment, new TreeSet<>(partitions));
    }

    boolean partial() {
        return !missingPartitions.isEmpty();
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("dataThrough", textOf(moment.dataThrough()));
        json.put("clock", textOf(moment.clock()));
        json.put("treeVersion", moment.treeVersion());
        json.put("partial", partial());
        ArrayNode missing = json.putArray("missingPartitions");
        missingPartitions.forEach(missing::add);
        return json;
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
