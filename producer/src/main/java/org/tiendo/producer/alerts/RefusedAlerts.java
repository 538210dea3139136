package org.tiendo.producer.alerts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.tiendo.contract.ContractJson;

/** Keeps the alerts that a receiver refused, one JSON object a line, so that none is lost with its offset. */
public final class RefusedAlerts implements AutoCloseable {
    /** Takes one line for good, or fails. */
    private interface Sink extends AutoCloseable {
        void write(String line) throws IOException;

        @Override
        default void close() throws IOException {}
    }

    private final Sink sink;
    private final Clock clock;

    private RefusedAlerts(Sink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Appends to a file; a line is on the disk before the alert's offset is committed.
     *
     * @throws IOException when the file cannot be opened
     */
    public static RefusedAlerts toFile(Path file, Clock clock) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new RefusedAlerts(
                new Sink() {
                    @Override
                    public void write(String line) throws IOException {
                        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                        while (bytes.hasRemaining()) {
                            channel.write(bytes);
                        }
                        channel.force(false);
                    }

                    @Override
                    public void close() throws IOException {
                        channel.close();
                    }
                },
                clock);
    }

    /** Hands each line on, as to the error stream. */
    public static RefusedAlerts to(java.util.function.Consumer<String> lines, Clock clock) {
        return new RefusedAlerts(lines::accept, clock);
    }

    /** @throws IOException when it could not be recorded; the alert is then not dealt with */
    void add(ReceivedAlert refused, int status) throws IOException {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("refusedAt", clock.instant().toString()).put("status", status);
        line.put("topic", refused.topic()).put("partition", refused.partition()).put("offset", refused.offset());
        line.set("alert", ContractJson.toJson(refused.alert()));
        sink.write(line.toString());
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
