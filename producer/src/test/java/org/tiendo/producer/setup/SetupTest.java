package org.tiendo.producer.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;

class SetupTest {
    private static final int SPREAD = 4;

    private final Connection connection = new Connection("nowhere:9092", "mock://" + UUID.randomUUID());
    private final SchemaSetup schemas = new SchemaSetup(connection, Duration.ZERO);
    private final TopicCheck check = new TopicCheck(SPREAD, null);

    @Test
    void everyPublicTopicGetsItsSchema() {
        // When
        Map<String, Integer> ids = schemas.register();

        // Then
        assertThat(ids)
                .hasSize((int) Topics.all().stream()
                        .filter(topic -> topic.valueSchema() != null)
                        .count())
                .containsKeys("tiendo.progress-value", "tiendo.kpi.by-unit-value");
    }

    @Test
    void registeringAgainChangesNothing() throws IOException, RestClientException {
        // Given
        Map<String, Integer> first = schemas.register();

        // When
        Map<String, Integer> second = schemas.register();

        // Then
        assertThat(second).isEqualTo(first);
        try (SchemaRegistryClient registry = connection.newRegistryClient()) {
            assertThat(registry.getAllVersions("tiendo.progress-value")).containsExactly(1);
            assertThat(registry.getCompatibility("tiendo.progress-value")).isEqualTo("FULL_TRANSITIVE");
        }
    }

    @Test
    void whatIsRegisteredHoldsNoHintsForJava() throws IOException, RestClientException {
        // When
        schemas.register();

        // Then
        try (SchemaRegistryClient registry = connection.newRegistryClient()) {
            for (String subject : registry.getAllSubjects()) {
                assertThat(registry.getLatestSchemaMetadata(subject).getSchema())
                        .doesNotContain("avro.java.string");
            }
        }
    }

    @Test
    void aRegistryThatStaysAwayIsGivenUpWithWhatToDo() {
        // Given
        Connection nobody = new Connection("nowhere:9092", "http://127.0.0.1:1", Map.of("max.retries", "0"));

        // Then
        assertThatThrownBy(() -> new SchemaSetup(nobody, Duration.ofMillis(300)).register())
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("could not register tiendo.units-value: The schema registry at http://127.0.0.1:1 cannot be"
                        + " reached. Check that it runs and that --registry is right, then try again");
    }

    @Test
    void aTopicAsItShouldBeHasNoProblem() {
        for (Topic topic : Topics.all()) {
            // Then
            assertThat(check.check(topic, topic.partitions(SPREAD), topic.config()))
                    .isEmpty();
        }
    }

    @Test
    void anotherNumberOfPartitionsIsNamedWithWhatToDo() {
        // When
        List<TopicProblem> problems = check.check(Topics.TASKS, 6, Topics.TASKS.config());

        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("tiendo.tasks: number of partitions is 6, expected 4. Keys are placed by it");
    }

    @Test
    void unitsHaveOnePartitionWhateverTheSpread() {
        // Then
        assertThat(check.check(Topics.UNITS, SPREAD, Topics.UNITS.config()))
                .singleElement()
                .extracting(TopicProblem::expected)
                .isEqualTo("1");
    }

    @Test
    void settingsThatWouldLoseHistoryAreNamed() {
        // Given
        Map<String, String> config = new HashMap<>(Topics.PROGRESS.config());
        config.put("cleanup.policy", "compact");
        config.put("retention.ms", "604800000");

        // Then
        assertThat(check.check(Topics.PROGRESS, SPREAD, config))
                .extracting(TopicProblem::toString)
                .containsExactly(
                        "tiendo.progress: cleanup.policy is compact, expected delete. Set it: kafka-configs.sh --alter"
                                + " --topic tiendo.progress --add-config cleanup.policy=delete",
                        "tiendo.progress: retention.ms is 604800000, expected -1. Set it: kafka-configs.sh --alter"
                                + " --topic tiendo.progress --add-config retention.ms=-1");
    }

    @Test
    void onlyInputTopicsAreStampedOnArrival() {
        // Then
        for (Topic topic : Topics.all()) {
            boolean stamped = Topics.INPUTS.contains(topic) || topic.equals(Topics.DEAD_LETTERS);
            assertThat("LogAppendTime"
                            .equals(RecordTimestamps.APPEND.configOf(topic).get("message.timestamp.type")))
                    .as(topic.name())
                    .isEqualTo(stamped);
        }
    }

    @Test
    void timestampsAreOnlyCheckedWhereTheyAreAskedFor() {
        // Given
        TopicCheck appending = new TopicCheck(SPREAD, RecordTimestamps.APPEND);
        Map<String, String> found = RecordTimestamps.CREATE.configOf(Topics.PROGRESS);

        // Then
        assertThat(check.check(Topics.PROGRESS, SPREAD, found)).isEmpty();
        assertThat(appending.check(Topics.PROGRESS, SPREAD, found))
                .extracting(TopicProblem::expected)
                .containsExactly("LogAppendTime");
    }

    @Test
    void aMissingTopicIsNamed() {
        // Then
        assertThat(check.missing(Topics.CLOCK))
                .hasToString(
                        "tiendo.clock: topic is missing, expected 4 partitions. Create it: tiendo topics --create");
    }
}
