package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tiendo.contract.Counts;

/** The total of a unit in parts, of which other instances may hold some: those are noted as missing. */
final class ChildRows {
    /** Key of what is the unit's own and no child's; it stands first. */
    static final String SELF = "self";

    private static final Comparator<String> SELF_FIRST =
            Comparator.comparing((String key) -> !key.equals(SELF)).thenComparing(Comparator.naturalOrder());

    private final Query query;
    private final Predicate<Counts> shown;
    private final BiFunction<String, Counts, ObjectNode> json;
    private final Set<Integer> missing = new TreeSet<>();

    /**
     * Rows for a query.
     *
     * @param shown which rows are listed
     * @param json writes a row by its key
     */
    ChildRows(Query query, Predicate<Counts> shown, BiFunction<String, Counts, ObjectNode> json) {
        this.query = query;
        this.shown = shown;
        this.json = json;
    }

    /** The parts of a unit: its own, then its children. */
    static List<String> keys(SortedSet<String> children) {
        List<String> keys = new ArrayList<>(children.size() + 1);
        keys.add(SELF);
        keys.addAll(children);
        return keys;
    }

    /**
     * Reads as many parts as the page takes.
     *
     * @param keys the parts, {@link #SELF} first and the others in their natural order
     */
    Page page(List<String> keys, Function<String, Held<Counts>> partOf) {
        Stream<String> left = query.after()
                .map(last -> keys.stream().filter(key -> SELF_FIRST.compare(key, last) > 0))
                .orElse(keys.stream());
        return Page.take(query, left.flatMap(key -> row(key, partOf.apply(key))).iterator());
    }

    private Stream<Page.Row> row(String key, Held<Counts> part) {
        if (part instanceof Held.Away<Counts> away) {
            missing.add(away.partition());
            return Stream.empty();
        }
        Counts counts = part.orElsewhere();
        return shown.test(counts) ? Stream.of(new Page.Row(key, json.apply(key, counts))) : Stream.empty();
    }

    /** The partitions whose parts were wanted and not found here. */
    Set<Integer> missing() {
        return missing;
    }
}
