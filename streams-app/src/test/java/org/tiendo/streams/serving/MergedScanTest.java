package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class MergedScanTest {
    private int closed;

    @Test
    void partitionsAreWalkedInTheOrderOfTheirBytes() {
        // Given keys that Java would order otherwise
        MergedScan<String, String> scan = new MergedScan<>();
        scan.add(entries("a", "\uFFE8"), (key, value) -> value);
        scan.miss(1);
        scan.add(entries(), (key, value) -> value);
        scan.add(entries("b", "😀"), (key, value) -> value);

        // When
        List<String> keys = new ArrayList<>();
        scan.forEachRemaining(entry -> keys.add(entry.key()));

        // Then
        assertThat(keys).containsExactly("a", "b", "\uFFE8", "😀");
        assertThat(scan.missingPartitions()).containsExactly(1);
        assertThatThrownBy(scan::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void everyIteratorIsClosedWhetherReadToTheEndOrNot() {
        // Given
        MergedScan<String, String> scan = new MergedScan<>();
        scan.add(entries("a"), (key, value) -> value);
        scan.add(entries(), (key, value) -> value);

        // When
        scan.close();

        // Then
        assertThat(closed).isEqualTo(2);
    }

    private KeyValueIterator<String, String> entries(String... keys) {
        List<String> left = new ArrayList<>(List.of(keys));
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return !left.isEmpty();
            }

            @Override
            public KeyValue<String, String> next() {
                String key = left.remove(0);
                return KeyValue.pair(key, key);
            }

            @Override
            public String peekNextKey() {
                return left.get(0);
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
