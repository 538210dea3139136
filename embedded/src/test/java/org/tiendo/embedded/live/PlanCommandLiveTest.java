package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topics;
import org.tiendo.producer.cli.ProducerCommands;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.plan.PlanPublisher;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Changes of published tasks by {@code tiendo plan}, on a real broker, read back from the API. */
class PlanCommandLiveTest {
    private static final Instant PUBLISHED = Instant.parse("2024-01-02T02:00:00Z");
    private static final String DATED = "thanh-hoa.t-001";
    private static final String UNTOUCHED = "thanh-hoa.t-002";

    private static LiveStack stack;
    private static Api api;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        stack = LiveStack.start("plan-commands");
        api = stack.api();
        PlanPublisher publisher = new PlanPublisher(stack.producer());
        PlanCatalogue.bundled().forEach(plan -> publisher.publish(plan, PUBLISHED));
        await().atMost(LiveStack.PATIENCE).until(() -> api.status("/api/v1/tasks?unit=thanh-hoa.thanh-uy") == 200);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void everyChangeIsAVersionThatThePipelineTakes() {
        // When
        succeed("extend", DATED, "--due", "2022-06-30", "--reason", "CV 12/2025", "--by", "lan");
        succeed("assign", DATED, "--add", "thanh-hoa.ubnd", "--by", "minh");
        succeed("pause", DATED, "--reason", "flood", "--by", "lan");
        succeed("resume", DATED, "--reason", "flood over", "--due", "2022-09-30", "--by", "lan");
        stack.awaitConsumed();
        // Then
        List<JsonNode> versions = versions(DATED);
        assertThat(versions)
                .extracting(
                        version -> version.path("definition").path("changedBy").asText(null))
                .containsExactly(null, "lan", "minh", "lan", "lan");
        assertThat(versions)
                .extracting(version ->
                        version.path("definition").path("changeReason").asText(null))
                .containsExactly(null, "CV 12/2025", null, "flood", "flood over");
        assertThat(versions)
                .extracting(version ->
                        version.path("definition").path("deadline").path("due").asText())
                .containsExactly("2022-03-31", "2022-06-30", "2022-06-30", "2022-06-30", "2022-09-30");
        await().atMost(LiveStack.PATIENCE)
                .untilAsserted(() -> assertThat(tasks("thanh-hoa.ubnd"))
                        .filteredOn(task -> task.path("taskId").asText().equals(DATED))
                        .singleElement()
                        .satisfies(task -> {
                            assertThat(task.path("due").asText()).isEqualTo("2022-09-30");
                            assertThat(task.path("originalDue").asText()).isEqualTo("2022-03-31");
                        }));
    }

    @Test
    void aConditionalTaskComesAliveByItsTrigger() {
        // Given
        String waiting = PlanCatalogue.bundled().stream()
                .flatMap(plan -> plan.tasks().stream())
                .filter(task -> task.getDeadline().getCondition() != null)
                .map(task -> task.getTaskId())
                .findFirst()
                .orElseThrow();
        // When
        succeed("trigger", waiting, "--on", "2024-03-01", "--due", "2024-04-30", "--by", "lan");
        stack.awaitConsumed();
        // Then
        assertThat(out.toString()).contains("it is due on 2024-04-30");
        JsonNode newest = versions(waiting).get(1).path("definition").path("deadline");
        assertThat(newest.path("triggeredOn").asText()).isEqualTo("2024-03-01");
        assertThat(newest.path("due").asText()).isEqualTo("2024-04-30");
    }

    @Test
    void aCancelledTaskLeavesTheTotalsAndIsNotChangedAgain() {
        // Given
        String cancelled = "thanh-hoa.t-003";
        awaitAmongTasks(cancelled, true);
        // When
        succeed("cancel", cancelled, "--reason", "merged", "--by", "lan");
        int again = run("pause", cancelled, "--reason", "r", "--by", "lan");
        stack.awaitConsumed();
        // Then
        assertThat(again).isEqualTo(2);
        assertThat(versions(cancelled)).hasSize(2);
        awaitAmongTasks(cancelled, false);
    }

    @Test
    void whatThePipelineRefusesIsPassedOver() throws ExecutionException, InterruptedException {
        // Given
        try (KafkaProducer<String, byte[]> raw =
                new KafkaProducer<>(stack.connection().producerSettings())) {
            raw.send(new ProducerRecord<>(Topics.TASKS.name(), UNTOUCHED, "no avro".getBytes(StandardCharsets.UTF_8)))
                    .get();
            raw.send(new ProducerRecord<>(Topics.TASKS.name(), UNTOUCHED, null)).get();
        }
        // When
        succeed("show", UNTOUCHED);
        // Then
        assertThat(out.toString().lines().filter(line -> line.contains(", offset ")))
                .hasSize(1);
    }

    @Test
    void anUnknownTaskIsBadInputThatNamesTheNearest() {
        // When
        int exitCode = run("show", "thanh-hoa.t-0001");
        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("there is no task thanh-hoa.t-0001. Did you mean thanh-hoa.t-001,");
    }

    private static void awaitAmongTasks(String taskId, boolean expected) {
        await().atMost(LiveStack.PATIENCE)
                .until(() -> tasks("thanh-hoa.thanh-uy").stream()
                                .anyMatch(task -> task.path("taskId").asText().equals(taskId))
                        == expected);
    }

    private static List<JsonNode> tasks(String unit) {
        return api.rows("/api/v1/tasks?unit=" + unit, 200);
    }

    private static List<JsonNode> versions(String taskId) {
        return StreamSupport.stream(
                        api.get("/api/v1/tasks/" + taskId).path("versions").spliterator(), false)
                .toList();
    }

    private void succeed(String... arguments) {
        assertThat(run(arguments)).as(err.toString()).isZero();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("plan"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--bootstrap",
                stack.connection().bootstrapServers(),
                "--registry",
                stack.connection().registryUrl()));
        CommandLine line = new CommandLine(CommandSpec.create().name("tiendo"));
        ProducerCommands.all().forEach(line::addSubcommand);
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
