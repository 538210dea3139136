package org.tiendo.producer.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tiendo.contract.Topic;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.WireReader;
import org.tiendo.v1.TaskAlert;

/** Reads alerts, and tells a record that is no alert from a registry that has to be waited for. */
final class AlertReader implements AutoCloseable {
    private final WireReader values;

    private AlertReader(WireReader values) {
        this.values = values;
    }

    /**
     * Makes sure that the registry is the one that knows these topics: with another one every alert would seem no alert.
     *
     * @throws OperationFailedException when it does not know them, or cannot be reached
     */
    static AlertReader open(Connection connection, List<Topic> topics) {
        WireReader values = new WireReader(connection);
        try {
            topics.forEach(values::requireSchemaOf);
            return new AlertReader(values);
        } catch (OperationFailedException e) {
            values.close();
            throw e;
        }
    }

    /**
     * The alert in a record.
     *
     * @throws NotAnAlertException when there is none in it
     * @throws RetryLaterException when the registry has to be asked for the schema and does not answer
     */
    ReceivedAlert read(ConsumerRecord<String, byte[]> record) throws NotAnAlertException, RetryLaterException {
        AlertKind kind = AlertKind.ofTopic(record.topic())
                .orElseThrow(() -> new NotAnAlertException("its topic holds no alerts"));
        try {
            return new ReceivedAlert(
                    values.read(kind.topic(), record.value(), TaskAlert.class),
                    kind,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()));
        } catch (WireReader.UnreadableException e) {
            throw new NotAnAlertException(String.valueOf(e.getMessage()));
        } catch (WireReader.RegistryFailedException e) {
            throw new RetryLaterException(String.valueOf(e.getMessage()), Duration.ZERO, e);
        }
    }

    @Override
    public void close() {
        values.close();
    }
}
