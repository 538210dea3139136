package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;

/** The order in which stores keep their keys: by the bytes of UTF-8, which differs from that of Java's strings. */
final class StoreOrder {
    static final Comparator<String> KEYS =
            (left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));

    private StoreOrder() {}
}
