package org.tiendo.streams.contract;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A state store: logged, keyed by a string.
 *
 * @param name its name; its changelog is named after it
 * @param valueType what it holds
 * @param inMemory true for small ones that are read on every record; the others are in RocksDB
 * @param key what its key is, for docs
 */
public record Store<V extends SpecificRecord>(String name, Class<V> valueType, boolean inMemory, String key) {

    /** What a processor's supplier declares. */
    public StoreBuilder<KeyValueStore<String, V>> builder() {
        return Stores.keyValueStoreBuilder(
                        inMemory ? Stores.inMemoryKeyValueStore(name) : Stores.persistentKeyValueStore(name),
                        Serdes.String(),
                        InternalSerde.of(valueType))
                .withLoggingEnabled(Map.of());
    }

    /** The store as a processor that declared it sees it. */
    public KeyValueStore<String, V> in(ProcessingContext context) {
        return context.getStateStore(name);
    }
}
