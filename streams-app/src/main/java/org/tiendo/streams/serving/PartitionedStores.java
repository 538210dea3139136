package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tiendo.streams.contract.Store;

/** The stores of a running topology by partition: reads what is here, and says where the rest is. */
final class PartitionedStores {
    private final KafkaStreams streams;
    private final int partitions;
    private final @Nullable HostInfo self;

    /**
     * Stores of one instance.
     *
     * @param partitions how many partitions each stage has
     * @param self this instance's application.server; null where it has none, as a single instance may
     */
    PartitionedStores(KafkaStreams streams, int partitions, @Nullable HostInfo self) {
        this.streams = streams;
        this.partitions = partitions;
        this.self = self;
    }

    int partitions() {
        return partitions;
    }

    KafkaStreams.State state() {
        return streams.state();
    }

    /** Where the default partitioner puts a key. */
    int partitionOf(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }

    /** Reads in the partition that a key belongs to. */
    <V extends SpecificRecord, R> Held<R> atKey(
            Store<V> store, String key, Function<ReadOnlyKeyValueStore<String, V>, R> read) {
        return at(store, partitionOf(key), key, read);
    }

    /** Reads in the first partition, of a store that has no other. */
    <V extends SpecificRecord, R> Held<R> inOnlyPartition(
            Store<V> store, Function<ReadOnlyKeyValueStore<String, V>, R> read) {
        return at(store, 0, "", read);
    }

    private <V extends SpecificRecord, R> Held<R> at(
            Store<V> store, int partition, String key, Function<ReadOnlyKeyValueStore<String, V>, R> read) {
        return inPartition(store, partition, read)
                .<Held<R>>map(Held.Here::new)
                .orElseGet(() -> new Held.Away<>(partition, () -> ownerOf(store, key)));
    }

    /**
     * Reads in any partition that is here, of a store that is the same in all.
     *
     * @throws Elsewhere when none is here
     * @throws NotReady when nobody is known to have any
     */
    <V extends SpecificRecord, R> R anywhere(Store<V> store, Function<ReadOnlyKeyValueStore<String, V>, R> read) {
        for (int partition = 0; partition < partitions; partition++) {
            Optional<R> found = inPartition(store, partition, read);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Held.Away<R>(0, () -> ownerOf(store, "")).orElsewhere();
    }

    /** Walks through every partition that is here, and notes the others. */
    <V extends SpecificRecord, T> Scan<T> scan(
            Store<V> store,
            Function<ReadOnlyKeyValueStore<String, V>, KeyValueIterator<String, V>> range,
            Function<Integer, BiFunction<String, V, T>> readerOf) {
        MergedScan<V, T> scan = new MergedScan<>();
        try {
            for (int partition = 0; partition < partitions; partition++) {
                Optional<KeyValueIterator<String, V>> entries = inPartition(store, partition, range);
                if (entries.isPresent()) {
                    scan.add(entries.get(), readerOf.apply(partition));
                } else {
                    scan.miss(partition);
                }
            }
            return scan;
        } catch (RuntimeException e) {
            scan.close();
            throw e;
        }
    }

    /**
     * Reads in one partition.
     *
     * @param read what it returns must not be null; it must touch the store, which is how a partition that is not here
     *     is found out
     * @return empty when the partition is not here
     */
    <V extends SpecificRecord, R> Optional<R> inPartition(
            Store<V> store, int partition, Function<ReadOnlyKeyValueStore<String, V>, R> read) {
        if (!streams.state().isRunningOrRebalancing()) {
            throw new NotReady("Kafka Streams is " + streams.state());
        }
        StoreQueryParameters<ReadOnlyKeyValueStore<String, V>> query = StoreQueryParameters.fromNameAndType(
                        store.name(), QueryableStoreTypes.<String, V>keyValueStore())
                .withPartition(partition);
        try {
            return Optional.of(read.apply(streams.store(query)));
        } catch (InvalidStateStorePartitionException e) {
            return Optional.empty();
        }
    }

    private Optional<String> ownerOf(Store<?> store, String key) {
        KeyQueryMetadata owner = streams.queryMetadataForKey(store.name(), key, new StringSerializer());
        if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            return Optional.empty();
        }
        HostInfo host = owner.activeHost();
        boolean known = !host.equals(HostInfo.unavailable()) && !host.equals(self);
        return known ? Optional.of(host.host() + ":" + host.port()) : Optional.empty();
    }
}
