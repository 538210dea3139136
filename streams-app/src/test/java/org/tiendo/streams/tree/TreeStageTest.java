package org.tiendo.streams.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.tree.UnitTreeTest.under;
import static org.tiendo.streams.tree.UnitTreeTest.unit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.SingleObjectCodec;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.Source;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.DeadLetter;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.v1.Unit;

class TreeStageTest {
    private static final LocalDate EARLIER = LocalDate.of(2020, 1, 1);
    private static final Instant MORNING = Instant.parse("2025-03-01T02:00:00Z");

    private final SingleObjectCodec codec = new SingleObjectCodec(List.of(Unit.getClassSchema()));
    private final List<SpecificRecord> paths = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<ClockReading> relayed = new ArrayList<>();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, byte[]> units = driver.createInputTopic(
            "units", new StringSerializer(), Serdes.ByteArray().serializer());

    private TopologyTestDriver driver() {
        StreamsBuilder builder = new StreamsBuilder();
        PathHistory.addTo(builder);
        KStream<String, byte[]> raw = builder.stream("units", Consumed.with(Serdes.String(), Serdes.ByteArray()));
        TreeStage.Outputs outputs = TreeStage.build(raw.processValues(() -> new DecodingUnits(codec)));
        outputs.paths().foreach((unitId, path) -> paths.add(path));
        outputs.deadLetters().foreach((unitId, letter) -> deadLetters.add(letter));
        outputs.clockRelay().foreach((unitId, reading) -> relayed.add(reading));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "tree-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        return new TopologyTestDriver(builder.build(), properties, MORNING);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void publish(Unit unit, Instant time) {
        units.pipeInput(unit.getUnitId(), codec.encode(unit), time);
    }

    @Test
    void anAcceptedVersionSendsEveryPathItChanges() {
        // Given
        publish(unit("ward", under("province", EARLIER)), MORNING);
        paths.clear();

        // When
        publish(unit("province"), MORNING);

        // Then
        assertThat(paths)
                .extracting(path -> ((UnitPath) path).getUnit().getUnitId())
                .containsExactly("province", "ward");
    }

    @Test
    void aRefusedVersionGoesToTheDeadLettersAsItCame() {
        // Given
        Unit selfish = unit("a", under("a", EARLIER));

        // When
        publish(selfish, MORNING);

        // Then
        assertThat(paths).isEmpty();
        assertThat(deadLetters).singleElement().satisfies(letter -> {
            assertThat(letter.code()).isEqualTo("CYCLE");
            assertThat(letter.reason()).contains("2020-01-01");
            assertThat(letter.rawKey()).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
            assertThat(letter.rawValue()).isEqualTo(codec.encode(selfish));
            assertThat(letter.source().getTopic()).isEqualTo("units");
        });
    }

    @Test
    void theFirstRecordOfEachBusinessDayIsRelayed() {
        // Given
        Instant sameDay = Instant.parse("2025-03-01T16:59:59Z");
        Instant nextDayInVietnam = Instant.parse("2025-03-01T17:00:00Z");

        // When
        publish(unit("a"), MORNING);
        publish(unit("b"), sameDay);
        publish(unit("c", under("c", EARLIER)), nextDayInVietnam);
        publish(unit("d"), MORNING);

        // Then
        assertThat(relayed).extracting(ClockReading::getAt).containsExactly(MORNING, nextDayInVietnam);
    }

    /** Stands for ingest: bytes that can be read, with where they came from. */
    private static final class DecodingUnits extends ContextualFixedKeyProcessor<String, byte[], Decoded<Unit>> {
        private final SingleObjectCodec codec;

        DecodingUnits(SingleObjectCodec codec) {
            this.codec = codec;
        }

        @Override
        public void process(FixedKeyRecord<String, byte[]> record) {
            byte[] bytes = record.value();
            Source source = new Source("units", 0, 7L, Instant.ofEpochMilli(record.timestamp()));
            Unit unit = (Unit) codec.decode(bytes);
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            context().forward(record.withValue(new Decoded<>(unit, key, bytes, source)));
        }
    }
}
