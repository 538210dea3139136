package org.tiendo.producer.setup;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;

/**
 * Registers the value schema of every public topic and holds its subject to FULL_TRANSITIVE compatibility. Doing it again
 * changes nothing. A registry that is still coming up is waited for.
 */
public final class SchemaSetup {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Connection connection;
    private final Duration patience;
    private final List<Topic> topics;

    /** @param patience how long to wait for a registry that does not answer yet */
    public SchemaSetup(Connection connection, Duration patience) {
        this(connection, patience, Topics.all());
    }

    private SchemaSetup(Connection connection, Duration patience, List<Topic> topics) {
        this.connection = connection;
        this.patience = patience;
        this.topics = topics;
    }

    /** The same for the topics of trusted writers, besides those of the contract. */
    public SchemaSetup with(Collection<Writer> writers) {
        List<Topic> more = new ArrayList<>(topics);
        writers.forEach(writer -> more.add(writer.topic()));
        return new SchemaSetup(connection, patience, more);
    }

    /**
     * Registers all schemas.
     *
     * @return schema id by subject
     * @throws OperationFailedException when the registry refuses, or does not answer within the time allowed
     */
    public Map<String, Integer> register() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        long deadline = System.nanoTime() + patience.toNanos();
        try (SchemaRegistryClient registry = connection.newRegistryClient()) {
            for (Topic topic : topics) {
                Schema schema = topic.valueSchema();
                if (schema != null) {
                    ids.put(topic.subject(), register(registry, topic.subject(), schema, deadline));
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException(new FailureAdvice(connection).adviseOn(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Interrupted while waiting for the schema registry", e);
        }
        return ids;
    }

    private int register(SchemaRegistryClient registry, String subject, Schema schema, long deadline)
            throws InterruptedException {
        AvroSchema published = new AvroSchema(asPublished(schema));
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                int id = registry.register(subject, published);
                registry.updateCompatibility(subject, CompatibilityLevel.FULL_TRANSITIVE.name);
                return id;
            } catch (RestClientException e) {
                if (isFinal(e) || System.nanoTime() > deadline) {
                    throw failed(subject, e);
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw failed(subject, e);
                }
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** True where waiting does not help: the registry understood and said no. */
    private static boolean isFinal(RestClientException refused) {
        int status = refused.getStatus();
        return status < 500 && status != 408 && status != 429;
    }

    private OperationFailedException failed(String subject, Exception cause) {
        String advice = cause instanceof RestClientException refused && refused.getStatus() == 409
                ? "the schema does not fit the versions registered before: " + refused.getMessage()
                        + ". Make the change compatible or use another registry"
                : new FailureAdvice(connection).adviseOn(cause);
        return new OperationFailedException("could not register " + subject + ": " + advice, cause);
    }

    /** The schema without the hints for Java's code generator: exactly what the serializer looks up. */
    public static Schema asPublished(Schema schema) {
        return AvroSchemaUtils.getSchema((GenericContainer) () -> schema, false, false, true);
    }
}
