package org.tiendo.producer;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Turns what a Kafka or registry client threw into one line: where it failed and what to do. */
public final class FailureAdvice {
    private static final int SCHEMA_OR_SUBJECT_UNKNOWN = 404;

    private final Connection connection;

    public FailureAdvice(Connection connection) {
        this.connection = connection;
    }

    /** One line for people: where and what to do. */
    public String adviseOn(Throwable thrown) {
        return fromRegistry(thrown).orElseGet(() -> fromKafka(thrown));
    }

    private Optional<String> fromRegistry(Throwable thrown) {
        RestClientException refused = cause(thrown, RestClientException.class);
        String where = "The schema registry at " + connection.registryUrl() + " ";
        if (refused != null && refused.getStatus() == SCHEMA_OR_SUBJECT_UNKNOWN) {
            return Optional.of(where + "does not know the schema. Register it: tiendo topics --create");
        }
        if (refused != null) {
            return Optional.of(where + "refused: " + refused.getMessage() + ". Check the address and the credentials");
        }
        return cause(thrown, IOException.class) == null
                ? Optional.empty()
                : Optional.of(
                        where + "cannot be reached. Check that it runs and that --registry is right, then try again");
    }

    private String fromKafka(Throwable thrown) {
        String where = "Kafka at " + connection.bootstrapServers() + " ";
        if (cause(thrown, UnknownTopicOrPartitionException.class) != null || topicMissing(thrown)) {
            return where + "does not have the topic. Create it: tiendo topics --create";
        }
        if (cause(thrown, TimeoutException.class) != null) {
            return where + "did not answer in time. Check that it runs and that --bootstrap is right, then try again";
        }
        ConfigException setting = cause(thrown, ConfigException.class);
        if (setting != null) {
            return where + "cannot be used: " + setting.getMessage() + ". Check --bootstrap and the other settings";
        }
        if (cause(thrown, AuthenticationException.class) != null) {
            return where + "did not accept the credentials. Check the security settings (--kafka, --properties)";
        }
        AuthorizationException denied = cause(thrown, AuthorizationException.class);
        if (denied != null) {
            return where + "does not allow this account to do that: " + denied.getMessage() + ". Ask for access";
        }
        if (cause(thrown, RecordTooLargeException.class) != null) {
            return where + "takes no record this large. Shorten notes or evidence and send again";
        }
        if (cause(thrown, InvalidTimestampException.class) != null) {
            return where + "refused the record's timestamp. Check this machine's clock and send again";
        }
        return where + "failed: " + firstLine(thrown);
    }

    /** A producer that waits for an unknown topic's metadata gives up with a plain time-out that names it. */
    private static boolean topicMissing(Throwable thrown) {
        String message = thrown.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("not present in metadata");
    }

    private static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        return thrown.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
