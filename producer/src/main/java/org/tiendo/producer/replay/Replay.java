package org.tiendo.producer.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.OperationFailedException;

/**
 * Publishes history from a file of one JSON record a line, in order and exactly as given: wrong keys and bad values
 * included, for the pipeline to refuse. What cannot be encoded goes out as the bytes given. Records of one topic are not
 * waited for one by one; before the topic changes, everything sent so far is acknowledged.
 */
public final class Replay {
    private static final int REASONS_KEPT = 10;

    private final ContractProducer producer;
    private final BulkSender sender;
    private final List<String> whyRaw = new ArrayList<>();
    private long lines;
    private long tombstones;
    private long raw;

    private Replay(ContractProducer producer) {
        this.producer = producer;
        this.sender = new BulkSender(producer);
    }

    /**
     * Replays a file.
     *
     * @throws BadInputException when the file or a line cannot be read; the message names the line. What stood before
     *     it has been sent, nothing after it has
     * @throws OperationFailedException when Kafka or the registry fails
     */
    public static ReplaySummary run(Path file, ContractProducer producer) {
        try (InputStream in = Files.newInputStream(file)) {
            return run(in, producer);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e, e);
        }
    }

    /** Replays a stream; see {@link #run(Path, ContractProducer)}. */
    public static ReplaySummary run(InputStream in, ContractProducer producer) throws IOException {
        Replay replay = new Replay(producer);
        replay.publish(new LineReader(in));
        return new ReplaySummary(
                replay.lines, replay.sender.sentByTopic(), replay.tombstones, replay.raw, replay.whyRaw);
    }

    private void publish(LineReader reader) throws IOException {
        Topic last = null;
        try {
            for (String text = reader.next(); text != null; text = reader.next()) {
                if (text.isBlank()) {
                    continue;
                }
                ReplayLine line = ReplayLine.parse(text, reader.number());
                if (last != null && !last.equals(line.topic())) {
                    sender.flush();
                }
                last = line.topic();
                send(line, "line " + reader.number());
                lines++;
            }
        } finally {
            // A bad line must not take back what stood before it.
            producer.flush();
        }
        sender.flush();
    }

    private void send(ReplayLine line, String origin) {
        byte[] value = value(line, origin);
        if (line.topic().equals(Topics.CLOCK)) {
            sender.sendBytesToEveryPartition(origin, line.topic(), line.timestamp(), line.key(), value);
        } else {
            sender.sendBytes(origin, line.topic(), line.timestamp(), line.key(), value);
        }
    }

    private byte @Nullable [] value(ReplayLine line, String origin) {
        JsonNode value = line.value();
        if (value.isNull()) {
            tombstones++;
            return null;
        }
        Schema schema = line.topic().valueSchema();
        if (schema == null) {
            return asGiven(line, origin + ": the topic holds raw bytes");
        }
        SpecificRecord record;
        try {
            record = ContractJson.fromJson(value, schema);
        } catch (IllegalArgumentException e) {
            return asGiven(line, origin + ": " + e.getMessage());
        }
        try {
            return producer.encode(line.topic(), record);
        } catch (SerializationException | ArithmeticException e) {
            // A figure beyond its field's range is found out only here; a registry that fails is another matter.
            if (e instanceof ArithmeticException
                    || e.getCause() instanceof AvroRuntimeException
                    || e.getCause() instanceof ArithmeticException) {
                return asGiven(line, origin + ": " + e.getMessage());
            }
            throw new OperationFailedException(
                    origin + " to " + line.topic().name() + ": "
                            + producer.advice().adviseOn(e),
                    e);
        }
    }

    private byte[] asGiven(ReplayLine line, String why) {
        raw++;
        if (whyRaw.size() < REASONS_KEPT) {
            whyRaw.add(why);
        }
        return line.rawValue();
    }
}
