package org.tiendo.streams.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Topics;
import org.tiendo.streams.ingest.DeadLetterProcessor;
import org.tiendo.streams.ingest.RegistryPatience;

/**
 * What happens when processing a record throws. Ingest has validated it, so this is a fault of ours: an input record
 * becomes a dead letter, so that its neighbours go on; on an internal topic skipping would lose counts, so the stream
 * stops instead. It stops as well where Kafka, a store or the registry failed or the app is stopping: that is no fault
 * of the record, which is read again.
 */
public final class PoisonHandler implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PoisonHandler.class);

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        LOG.error(
                "Could not process the record at {}-{} offset {} in {}",
                context.topic(),
                context.partition(),
                context.offset(),
                context.processorNodeId(),
                exception);
        // What a timer does comes of no topic.
        String topic = context.topic();
        boolean input = topic != null && Topics.isInput(topic);
        return input && !isFromOutside(exception)
                ? Response.resume(List.of(deadLetter(context, exception)))
                : Response.fail();
    }

    private static boolean isFromOutside(Exception exception) {
        return exception instanceof KafkaException || exception instanceof RegistryPatience.Stopped;
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(ErrorHandlerContext context, Exception exception) {
        byte[] value = context.sourceRawValue();
        RecordHeaders headers = new RecordHeaders();
        headers.add("tiendo.code", utf8("PROCESSING_FAILED"));
        headers.add("tiendo.reason", utf8(exception.getClass().getName()));
        headers.add("tiendo.source.topic", utf8(context.topic()));
        headers.add("tiendo.source.partition", utf8(String.valueOf(context.partition())));
        headers.add("tiendo.source.offset", utf8(String.valueOf(context.offset())));
        if (value != null) {
            headers.add("tiendo.sha-256", utf8(DeadLetterProcessor.sha256(value)));
        }
        long timestamp = Math.max(0, context.timestamp());
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                null,
                timestamp,
                DeadLetterProcessor.capped(context.sourceRawKey()),
                DeadLetterProcessor.capped(value),
                headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // It has no settings of its own.
    }
}
