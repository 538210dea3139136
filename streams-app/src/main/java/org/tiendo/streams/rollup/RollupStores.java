package org.tiendo.streams.rollup;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.CellBundle;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.SettledPath;
import org.tiendo.internal.Totals;
import org.tiendo.internal.TreeVersion;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.Store;

/** The rollup's stores in the words of its rules: absent is zero, and zero is not kept. */
final class RollupStores {
    private static final List<Store<?>> ALL = List.of(
            PipelineStores.UNITS,
            PipelineStores.TREE_VERSION,
            PipelineStores.CONTRIBUTIONS,
            PipelineStores.LEAF_CELLS,
            PipelineStores.PENDING,
            PipelineStores.PATHS,
            PipelineStores.ROLLUP_CLOCKS);

    private static final String VERSION = "version";

    /** The clock that this partition itself has reached; the other keys are partitions. */
    private static final String REACHED = "reached";

    /** Unit, day and cell, read from the front: in the cell, ids may look like anything. */
    private static final Pattern PENDING_KEY = Pattern.compile("(\\||[^|]+)\\|([^|]+)\\|(.+)", Pattern.DOTALL);

    private final KeyValueStore<String, UnitPath> units;
    private final KeyValueStore<String, TreeVersion> treeVersion;
    private final KeyValueStore<String, CellBundle> contributions;
    private final KeyValueStore<String, Totals> leafCells;
    private final KeyValueStore<String, Totals> pending;
    private final KeyValueStore<String, SettledPath> paths;
    private final KeyValueStore<String, ClockMark> clocks;

    RollupStores(ProcessorContext<?, ?> context) {
        units = PipelineStores.UNITS.in(context);
        treeVersion = PipelineStores.TREE_VERSION.in(context);
        contributions = PipelineStores.CONTRIBUTIONS.in(context);
        leafCells = PipelineStores.LEAF_CELLS.in(context);
        pending = PipelineStores.PENDING.in(context);
        paths = PipelineStores.PATHS.in(context);
        clocks = PipelineStores.ROLLUP_CLOCKS.in(context);
    }

    static Set<StoreBuilder<?>> builders() {
        return ALL.stream().map(Store::builder).collect(Collectors.toUnmodifiableSet());
    }

    /** Reads one pending change. */
    interface PendingReader {
        void read(String unitId, String cell, LocalDate day, Counts change);
    }

    // The tree.

    void putUnit(UnitPath path) {
        units.put(path.getUnit().getUnitId(), path);
        TreeVersion known = treeVersion.get(VERSION);
        if (known == null || known.getVersion() < path.getTreeVersion()) {
            treeVersion.put(VERSION, new TreeVersion(path.getTreeVersion()));
        }
    }

    @Nullable
    UnitPath unit(String unitId) {
        return units.get(unitId);
    }

    void forEachUnit(Consumer<UnitPath> reader) {
        try (KeyValueIterator<String, UnitPath> all = units.all()) {
            all.forEachRemaining(entry -> reader.accept(entry.value));
        }
    }

    // Contributions and what they come to.

    /** Puts a source's contribution in place of its last one, and answers with the last one. */
    List<CellTotals> replaceContribution(String unitId, String source, List<CellTotals> cells) {
        String key = Ids.join(unitId, source);
        CellBundle before = contributions.get(key);
        if (!cells.isEmpty()) {
            contributions.put(key, new CellBundle(cells));
        } else if (before != null) {
            contributions.delete(key);
        }
        return before == null ? List.of() : before.getCells();
    }

    void putPending(String unitId, LocalDate day, String cell, Counts change) {
        put(pending, Ids.join(unitId, day.toString(), cell), change);
    }

    void forEachPending(PendingReader reader) {
        try (KeyValueIterator<String, Totals> all = pending.all()) {
            all.forEachRemaining(entry -> {
                Matcher key = PENDING_KEY.matcher(entry.key);
                if (!key.matches()) {
                    throw new IllegalStateException("not the key of a pending change: " + entry.key);
                }
                reader.read(
                        key.group(1), key.group(3), LocalDate.parse(key.group(2)), Counts.of(entry.value.getCounts()));
            });
        }
    }

    /** What has been sent of a unit's cell to the path it is on. */
    Counts leafCell(String unitId, String cell) {
        Totals totals = leafCells.get(Ids.join(unitId, cell));
        return totals == null ? Counts.ZERO : Counts.of(totals.getCounts());
    }

    void putLeafCell(String unitId, String cell, Counts total) {
        put(leafCells, Ids.join(unitId, cell), total);
    }

    void forEachLeafCell(String unitId, BiConsumer<String, Counts> reader) {
        String prefix = Keys.first(unitId);
        try (KeyValueIterator<String, Totals> cells = leafCells.range(prefix, Keys.last(unitId))) {
            cells.forEachRemaining(
                    entry -> reader.accept(entry.key.substring(prefix.length()), Counts.of(entry.value.getCounts())));
        }
    }

    // Where it has been sent.

    /** The units that a unit's totals have been sent to; none while its place is not known. */
    List<String> path(String unitId) {
        SettledPath path = paths.get(unitId);
        return path == null ? List.of() : path.getAncestors();
    }

    void putPath(String unitId, List<String> ancestors) {
        paths.put(unitId, new SettledPath(ancestors));
    }

    // Clocks.

    void putClock(ClockMark mark) {
        clocks.put(String.valueOf(mark.getFromPartition()), mark);
    }

    void putReached(ClockMark own) {
        clocks.put(REACHED, own);
    }

    Optional<ClockMark> reached() {
        return Optional.ofNullable(clocks.get(REACHED));
    }

    void forEachClock(Consumer<ClockMark> reader) {
        try (KeyValueIterator<String, ClockMark> all = clocks.all()) {
            all.forEachRemaining(entry -> {
                if (!entry.key.equals(REACHED)) {
                    reader.accept(entry.value);
                }
            });
        }
    }

    private static void put(KeyValueStore<String, Totals> store, String key, Counts counts) {
        if (counts.isZero()) {
            store.delete(key);
        } else {
            store.put(key, new Totals(counts.toList()));
        }
    }
}
