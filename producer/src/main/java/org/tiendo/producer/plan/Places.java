package org.tiendo.producer.plan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each value of a file stands, by its path: {@code tasks[3].deadline.due}. */
final class Places {
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();

    void value(String path, Place place) {
        values.put(path, place);
    }

    void key(String path, Place place) {
        keys.put(path, place);
    }

    /** Where the key of a path stands; null where nothing is known. */
    @Nullable
    Place ofKey(String path) {
        Place place = keys.get(path);
        return place == null ? of(path) : place;
    }

    /** Where the value of a path stands; of what is missing, what it is missing from. */
    @Nullable
    Place of(String path) {
        String at = path;
        while (!values.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return values.get(at);
    }
}
