package org.tiendo.streams.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.streams.contract.DeadLetter;

/** Writes a dead letter as found, capped, with its reason and origin in headers, and counts it. */
public final class DeadLetterProcessor
        extends ContextualProcessor<@Nullable String, DeadLetter, byte @Nullable [], byte @Nullable []> {
    /** How much of a key and of a value is kept. */
    public static final int KEPT_BYTES = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProcessor.class);
    private static final long LOG_EVERY_MILLIS = 1_000;

    private @Nullable Sensor counter;
    private long lastLogged = Long.MIN_VALUE;

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> context) {
        super.init(context);
        counter = context.metrics()
                .addRateTotalSensor(
                        "tiendo", "partition-" + context.taskId(), "dead-letters", Sensor.RecordingLevel.INFO);
    }

    @Override
    public void process(Record<@Nullable String, DeadLetter> record) {
        DeadLetter letter = record.value();
        if (counter != null) {
            counter.record();
        }
        log(letter);
        context()
                .forward(new Record<>(
                        capped(letter.rawKey()),
                        capped(letter.rawValue()),
                        Math.max(0, record.timestamp()),
                        headersOf(letter)));
    }

    private void log(DeadLetter letter) {
        long now = context().currentSystemTimeMs();
        if (now - LOG_EVERY_MILLIS >= lastLogged) {
            lastLogged = now;
            LOG.warn("Dead letter {} at {}: {}", letter.code(), letter.source(), letter.reason());
        }
    }

    private static Headers headersOf(DeadLetter letter) {
        Headers headers = new RecordHeaders();
        add(headers, "tiendo.code", letter.code());
        add(headers, "tiendo.reason", letter.reason());
        add(headers, "tiendo.source.topic", letter.source().getTopic());
        add(headers, "tiendo.source.partition", String.valueOf(letter.source().getPartition()));
        add(headers, "tiendo.source.offset", String.valueOf(letter.source().getOffset()));
        byte[] rawValue = letter.rawValue();
        if (rawValue != null) {
            add(headers, "tiendo.sha-256", sha256(rawValue));
        }
        return headers;
    }

    /** A key or value as far as it is kept. */
    public static byte @Nullable [] capped(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= KEPT_BYTES ? bytes : Arrays.copyOf(bytes, KEPT_BYTES);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash by which a dead letter's whole value is known again, in hexadecimal digits. */
    public static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
