package org.tiendo.streams.rollup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.tiendo.streams.contract.InternalSerde;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.Store;

/**
 * One partition of the rollup under exactly-once: its stores, the positions in its two inputs and what it sent are
 * committed together, and a crash takes all three back to the last commit.
 */
final class RollupPartition {
    private static final List<Store<?>> STORES = List.of(
            PipelineStores.UNITS,
            PipelineStores.TREE_VERSION,
            PipelineStores.CONTRIBUTIONS,
            PipelineStores.LEAF_CELLS,
            PipelineStores.PENDING,
            PipelineStores.PATHS,
            PipelineStores.ROLLUP_CLOCKS);

    final List<SpecificRecord> contributions = new ArrayList<>();
    final List<SpecificRecord> paths = new ArrayList<>();

    private final int partition;
    private final int partitions;
    private final RollupProcessor.Limits limits;
    private final Map<String, KeyValueStore<String, SpecificRecord>> stores = new HashMap<>();
    private final Map<String, Map<String, SpecificRecord>> committedStores = new HashMap<>();
    private int contributionsRead;
    private int pathsRead;
    private int committedContributionsRead;
    private int committedPathsRead;
    private MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private RollupProcessor processor;

    RollupPartition(int partition, int partitions, RollupProcessor.Limits limits) {
        this.partition = partition;
        this.partitions = partitions;
        this.limits = limits;
        this.processor = newProcessor();
        crash();
    }

    /** Reads the next record of one of the inputs, if there is one. */
    void readContribution() {
        if (contributionsRead < contributions.size()) {
            process(contributions.get(contributionsRead++));
        }
    }

    void readPath() {
        if (pathsRead < paths.size()) {
            process(paths.get(pathsRead++));
        }
    }

    boolean hasReadAll() {
        return contributionsRead == contributions.size() && pathsRead == paths.size();
    }

    void punctuate() {
        context.scheduledPunctuators().forEach(each -> each.getPunctuator().punctuate(0));
    }

    /** Commits, and answers with what was sent since the last commit. */
    List<Record<? extends String, ? extends SpecificRecord>> commit() {
        stores.forEach((name, store) -> committedStores.put(name, contents(store)));
        committedContributionsRead = contributionsRead;
        committedPathsRead = pathsRead;
        List<Record<? extends String, ? extends SpecificRecord>> sent = new ArrayList<>();
        context.forwarded().forEach(forward -> sent.add(forward.record()));
        context.resetForwards();
        return sent;
    }

    /** Dies, and starts again from the last commit. */
    void crash() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "rollup-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        context = new MockProcessorContext<>(
                properties, new TaskId(2, partition), Path.of("unused").toFile());
        context.setCurrentStreamTimeMs(0);
        for (Store<?> store : STORES) {
            KeyValueStore<String, SpecificRecord> fresh = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(store.name()), Serdes.String(), InternalSerde.any())
                    .withLoggingDisabled()
                    .build();
            fresh.init(context.getStateStoreContext(), fresh);
            committedStores.getOrDefault(store.name(), Map.of()).forEach(fresh::put);
            stores.put(store.name(), fresh);
        }
        contributionsRead = committedContributionsRead;
        pathsRead = committedPathsRead;
        processor = newProcessor();
        processor.init(context);
    }

    Map<String, SpecificRecord> contents(Store<?> store) {
        return contents(Objects.requireNonNull(stores.get(store.name())));
    }

    private RollupProcessor newProcessor() {
        return new RollupProcessor(partitions, Duration.ofMillis(100), limits);
    }

    private void process(SpecificRecord value) {
        processor.process(new Record<>("any", value, 0L));
    }

    private static Map<String, SpecificRecord> contents(KeyValueStore<String, SpecificRecord> store) {
        Map<String, SpecificRecord> contents = new HashMap<>();
        try (KeyValueIterator<String, SpecificRecord> all = store.all()) {
            all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
        }
        return contents;
    }
}
