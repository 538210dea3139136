package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Successor;

class SingleObjectCodecTest {
    private final List<Schema> records = ContractSchemas.records();
    private final SingleObjectCodec codec = new SingleObjectCodec(records);

    @Test
    void everyRecordComesBackAsItWas() {
        ForAll.cases(400, random -> {
            // Given
            Schema schema = records.get(random.nextInt(records.size()));
            SpecificRecord record = new RandomRecords(random).record(schema);

            // When
            byte[] encoded = codec.encode(record);
            SpecificRecord decoded = codec.decode(encoded);

            // Then: bytes are compared, because Avro's equals fails on decoded arrays of records with decimals or dates
            assertThat(decoded).hasSameClassAs(record);
            assertThat(codec.encode(decoded)).isEqualTo(encoded);
        });
    }

    @Test
    void itIsAvrosOwnSingleObjectEncoding() throws java.io.IOException {
        // Given
        Successor successor = new Successor("u", 1000);

        // Then
        assertThat(codec.encode(successor))
                .isEqualTo(Successor.getEncoder().encode(successor).array());
    }

    @Test
    void bytesOfAnotherKindAreRefused() {
        // Then
        for (byte[] bytes : List.of(
                new byte[0], new byte[9], "{\"a\": 1, \"b\": 2}".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> codec.decode(bytes))
                    .isInstanceOf(AvroRuntimeException.class)
                    .hasMessage("not in single-object encoding");
        }
    }

    @Test
    void aSchemaThatIsNotKnownIsRefused() {
        // Given
        byte[] tick = codec.encode(new ClockTick(java.time.Instant.EPOCH));

        // Then
        assertThatThrownBy(() -> new SingleObjectCodec(List.of(Successor.getClassSchema())).decode(tick))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessageStartingWith("unknown schema fingerprint ");
    }

    @Test
    void aRecordThatWasCutOffIsRefused() {
        // Given
        byte[] whole = codec.encode(new Successor("mot-don-vi", 1000));

        // Then
        for (int length = 10; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> codec.decode(part)).isInstanceOf(AvroRuntimeException.class);
        }
    }
}
