package org.tiendo.producer.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Plan;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class DefinitionReaderTest {
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    private final TestBroker broker = TestBroker.ready();
    private final BulkSender sender = new BulkSender(broker.producer());

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void theVersionsOfATaskComeInTheirOrderWithWhereTheyStand() {
        // Given
        for (int weight = 1; weight <= 3; weight++) {
            publish(Topics.TASKS, "t-1", task("t-1", weight), weight);
            publish(Topics.TASKS, "t-2", task("t-2", weight), weight);
        }

        // When
        List<Version<TaskDefinition>> versions = versionsOf("t-1");

        // Then
        assertThat(versions).extracting(version -> version.value().getWeight()).containsExactly(1, 2, 3);
        assertThat(versions).allMatch(version -> version.value().getTaskId().equals("t-1"));
        assertThat(versions)
                .extracting(Version::at)
                .containsExactly(FIRST.plusSeconds(1), FIRST.plusSeconds(2), FIRST.plusSeconds(3));
        assertThat(versions).extracting(Version::offset).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatThePipelineRefusesIsNoVersion() {
        // Given
        publish(Topics.TASKS, "t-1", task("t-1", 7), 1);
        send(Topics.TASKS, "t-1", null);
        send(Topics.TASKS, "t-1", new byte[] {});
        send(Topics.TASKS, "t-1", "no avro at all".getBytes(StandardCharsets.UTF_8));
        send(Topics.TASKS, "t-1", new byte[] {0, 0, 1, 0, 0, 1, 2, 3});
        byte[] cut = broker.producer().encode(Topics.TASKS, task("t-1", 8));
        send(Topics.TASKS, "t-1", Arrays.copyOf(cut, cut.length / 2));
        Plan plan = Plan.newBuilder().setPlanId("t-1").build();
        send(Topics.TASKS, "t-1", broker.producer().encode(Topics.PLANS, plan));
        publish(Topics.TASKS, "t-1", task("t-2", 9), 2);
        publish(Topics.TASKS, "t-1", task("t-1", -1), 3);
        refused(Deadline.newBuilder().setKind(DeadlineKind.BY_DATE));
        refused(Deadline.newBuilder().setKind(DeadlineKind.RANGE));
        refused(Deadline.newBuilder().setKind(DeadlineKind.FROM));
        refused(Deadline.newBuilder().setKind(DeadlineKind.RECURRING));
        refused(Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.ANNUAL)
                .setFrom(LocalDate.of(2004, 12, 31)));
        refused(Deadline.newBuilder().setKind(DeadlineKind.CONDITIONAL).setWorkingDaysAfterTrigger(-1));

        // Then
        assertThat(versionsOf("t-1"))
                .extracting(version -> version.value().getWeight())
                .containsExactly(7);
    }

    @Test
    void aTaskNobodyPublishedHasNoVersion() {
        // Given
        publish(Topics.TASKS, "t-1", task("t-1", 1), 1);

        // Then
        assertThat(versionsOf("t-9")).isEmpty();
        try (DefinitionReader reader = reader(broker.connection(), broker.consumer())) {
            assertThat(reader.taskIds()).containsExactly("t-1");
        }
    }

    @Test
    void ofEachUnitTheNewestVersionCounts() {
        // Given
        publish(
                Topics.UNITS,
                "u-1",
                Unit.newBuilder().setUnitId("u-1").setKind("old").build(),
                1);
        publish(
                Topics.UNITS,
                "u-1",
                Unit.newBuilder().setUnitId("u-1").setKind("new").build(),
                2);
        publish(
                Topics.UNITS,
                "u-1",
                Unit.newBuilder().setUnitId("u-2").setKind("strange").build(),
                3);

        // When
        try (DefinitionReader reader = reader(broker.connection(), broker.consumer())) {
            // Then
            assertThat(reader.units()).extracting(Unit::getKind).containsExactly("new");
        }
    }

    @Test
    void everythingIsReadAsItStandsNow() {
        // Given
        publish(Topics.PLANS, "p", Plan.newBuilder().setPlanId("p").build(), 1);
        publish(Topics.UNITS, "u-1", Unit.newBuilder().setUnitId("u-1").build(), 1);
        publish(Topics.TASKS, "t-1", task("t-1", 1), 1);
        publish(Topics.TASKS, "t-2", task("t-2", 1), 2);
        publish(Topics.TASKS, "t-1", task("t-1", 3), 3);
        send(Topics.TASKS, "t-2", "no avro at all".getBytes(StandardCharsets.UTF_8));

        // When
        try (DefinitionReader reader = reader(broker.connection(), broker.consumer())) {
            PublishedDefinitions published = reader.readAll();

            // Then
            assertThat(published.plan("p")).isPresent();
            assertThat(published.unit("u-1")).isPresent();
            assertThat(published.indicators()).isEmpty();
            assertThat(published.tasks()).extracting(TaskDefinition::getWeight).containsExactlyInAnyOrder(3, 1);
        }
    }

    @Test
    void aRegistryThatKnowsNothingDoesNotMakeTasksDisappear() {
        // Given
        publish(Topics.TASKS, "t-1", task("t-1", 1), 1);
        Connection elsewhere = new Connection("nowhere:9092", "mock://" + UUID.randomUUID());

        // When
        try (DefinitionReader reader = reader(elsewhere, broker.consumer())) {
            // Then
            assertThatThrownBy(() -> reader.versionsOf("t-1"))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("tiendo.tasks: The schema registry at mock://");
        }
    }

    @Test
    void kafkaOutOfReachAndATopicThatIsMissingFailWithWhatToDo() {
        // Given
        MockConsumer<String, byte[]> unreachable = new MockConsumer<>("earliest") {
            @Override
            public synchronized List<PartitionInfo> partitionsFor(String topic) {
                throw new TimeoutException("no metadata");
            }
        };

        // Then
        assertThatThrownBy(() -> reader(broker.connection(), unreachable).versionsOf("t-1"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("tiendo.tasks: Kafka at nowhere:9092 did not answer in time. Check that it runs and that"
                        + " --bootstrap is right, then try again");
        assertThatThrownBy(() -> reader(broker.connection(), new MockConsumer<>("earliest"))
                        .versionsOf("t-1"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("does not have the topic tiendo.tasks. Create it: tiendo topics --create");
    }

    private List<Version<TaskDefinition>> versionsOf(String taskId) {
        try (DefinitionReader reader = reader(broker.connection(), broker.consumer())) {
            return reader.versionsOf(taskId);
        }
    }

    private static DefinitionReader reader(Connection connection, Consumer<String, byte[]> consumer) {
        return new DefinitionReader(connection, consumer);
    }

    private void publish(Topic topic, String key, SpecificRecord value, int second) {
        sender.send(key, topic, FIRST.plusSeconds(second), key, value);
    }

    private void refused(Deadline.Builder deadline) {
        publish(
                Topics.TASKS,
                "t-1",
                TaskDefinition.newBuilder(task("t-1", 10))
                        .setDeadline(deadline.build())
                        .build(),
                4);
    }

    private void send(Topic topic, String key, byte @Nullable [] value) {
        sender.sendBytes(key, topic, FIRST, key, value);
    }

    private static TaskDefinition task(String id, int weight) {
        return TaskDefinition.newBuilder()
                .setTaskId(id)
                .setPlanId("p")
                .setCategoryId("c")
                .setWeight(weight)
                .build();
    }
}
