package org.tiendo.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.tiendo.internal.Source;
import org.tiendo.streams.contract.DeadLetter;

class DeadLetterProcessorTest {
    private static final Source SOURCE = new Source("tiendo.progress", 3, 14L, Instant.parse("2024-03-01T02:00:00Z"));

    @Test
    void whatNoTopicTakesIsCutAndKnownByItsHash() {
        // Given
        byte[] key = new byte[5 * 1024 * 1024];
        byte[] value = new byte[6 * 1024 * 1024];
        Arrays.fill(value, (byte) 'x');
        DeadLetterProcessor processor = new DeadLetterProcessor();
        MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(0);
        processor.init(context);

        // When
        processor.process(new Record<>(
                "key",
                new DeadLetter(key, value, "TOO_LARGE", "too large", SOURCE),
                SOURCE.getReceivedAt().toEpochMilli()));

        // Then
        Record<? extends byte[], ? extends byte[]> sent =
                context.forwarded().get(0).record();
        assertThat(sent.key()).hasSize(DeadLetterProcessor.KEPT_BYTES);
        assertThat(sent.value()).hasSize(DeadLetterProcessor.KEPT_BYTES);
        assertThat(new String(sent.headers().lastHeader("tiendo.sha-256").value(), StandardCharsets.US_ASCII))
                .hasSize(64);
        assertThat(sent.headers().lastHeader("tiendo.source.offset").value())
                .isEqualTo("14".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aKeyOfAnyLengthBecomesTextOfBoundedLength() {
        assertThat(Admission.keyOf(new byte[5 * 1024 * 1024])).hasSizeLessThan(10_000);
        assertThat(Admission.keyOf("đơn-vị".getBytes(StandardCharsets.UTF_8))).isEqualTo("đơn-vị");
        assertThat(Admission.keyOf(null)).isNull();
    }
}
