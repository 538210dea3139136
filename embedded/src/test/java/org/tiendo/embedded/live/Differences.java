package org.tiendo.embedded.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Collects where two sets of answers differ, in words short enough to read many. */
final class Differences {
    private final String what;
    private final List<String> found = new ArrayList<>();

    Differences(String what) {
        this.what = what;
    }

    List<String> found() {
        return found;
    }

    void compare(String where, Collection<String> expected, Collection<String> actual) {
        TreeSet<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual);
        TreeSet<String> surplus = new TreeSet<>(actual);
        surplus.removeAll(expected);
        missing.forEach(row -> found.add(what + ", " + where + ": missing " + row));
        surplus.forEach(row -> found.add(what + ", " + where + ": surplus " + row));
        if (missing.isEmpty() && surplus.isEmpty() && expected.size() != actual.size()) {
            found.add(what + ", " + where + ": rows are doubled");
        }
    }

    void compare(String where, Map<String, ?> expected, Map<String, ?> actual) {
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            Object left = expected.get(key);
            Object right = actual.get(key);
            if (left instanceof Map<?, ?> inner && right instanceof Map<?, ?> other) {
                compare(where + " " + key, texts(inner), texts(other));
            } else if (!Objects.equals(left, right)) {
                found.add(what + ", " + where + " " + key + ": expected " + left + ", got " + right);
            }
        }
    }

    private static Map<String, String> texts(Map<?, ?> map) {
        return map.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }
}
