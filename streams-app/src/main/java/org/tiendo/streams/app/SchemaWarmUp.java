package org.tiendo.streams.app;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.setup.SchemaSetup;

/**
 * Looks up every public schema before the stream starts, so that a missing one stops the start with a clear message and
 * a registry outage later never stops what is written.
 */
final class SchemaWarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaWarmUp.class);
    private static final int TRIES = 120;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int UNKNOWN_TO_REGISTRY = 404;

    private final SchemaRegistryClient registry;

    SchemaWarmUp(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /** @throws OperationFailedException when a schema is not registered, or the registry does not answer in a minute */
    void run() {
        for (Topic topic : Topics.all()) {
            Schema schema = topic.valueSchema();
            if (schema != null) {
                lookUp(topic, new AvroSchema(SchemaSetup.asPublished(schema)));
            }
        }
    }

    private void lookUp(Topic topic, AvroSchema schema) {
        for (int attempt = 1; ; attempt++) {
            try {
                registry.getId(topic.subject(), schema);
                return;
            } catch (RestClientException e) {
                if (e.getStatus() == UNKNOWN_TO_REGISTRY) {
                    throw new OperationFailedException(
                            "the registry lacks the schema of topic " + topic.name()
                                    + " as this version writes it; run: tiendo topics --create",
                            e);
                }
                pause(attempt, e);
            } catch (IOException e) {
                pause(attempt, e);
            }
        }
    }

    private static void pause(int attempt, Exception failure) {
        if (attempt == 1) {
            LOG.warn("Waiting for the schema registry: {}", failure.toString());
        }
        if (attempt == TRIES) {
            throw new OperationFailedException(
                    "the schema registry does not answer; check its address and that it runs", failure);
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("interrupted while waiting for the schema registry", e);
        }
    }
}
