package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.ContractJson;
import org.tiendo.producer.alerts.AlertKind;
import org.tiendo.producer.cli.AlertsCommand;
import org.tiendo.producer.cli.CommandContext;
import org.tiendo.v1.TaskAlert;
import picocli.CommandLine;

/** What an alerting team sees of a replayed history: every step that is in the topics, in order, printed and posted. */
class AlertsLiveTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 3, 20);
    private static final int DAYS = 30;
    private static final String DONE_LATE = "overdue|t-1|u-1||2024-03-31|1";
    private static final String NEVER_DONE = "overdue|t-2|u-2||2024-03-31|1";

    private final List<String> lines = new ArrayList<>();
    private final List<JsonNode> posted = Collections.synchronizedList(new ArrayList<>());
    private int requests;

    @Test
    void everyStepOfAReplayedHistoryIsPrintedAndPostedInOrder() throws Exception {
        HttpServer receiver = receiver();
        try (LiveStack stack = LiveStack.start("alerts")) {
            // Given
            Running follow = start(stack, "--follow", "--from-beginning", "--json");
            String host = "127.0.0.1:" + receiver.getAddress().getPort();
            Running webhook = start(stack, "--webhook", "http://" + host + "/hook", "--allow-host", host);
            writeHistory();
            // When
            stack.replay(lines);
            stack.awaitConsumed();
            // Then
            await().atMost(LiveStack.PATIENCE).untilAsserted(() -> {
                Map<String, List<JsonNode>> published = byAlert(published(stack));
                assertThat(steps(published.getOrDefault(DONE_LATE, List.of())))
                        .containsExactly("RAISED 1", "CLEARED 1 done");
                assertThat(steps(published.getOrDefault(NEVER_DONE, List.of())))
                        .containsExactly("RAISED 1", "ESCALATED 2 to u-0");
                assertThat(byAlert(follow.printed())).isEqualTo(published);
                assertThat(byAlert(List.copyOf(posted))).isEqualTo(published);
            });
            assertThat(follow.stop()).isZero();
            assertThat(webhook.stop()).isZero();
            assertThat(posted).hasSizeLessThan(requests);
            // And
            Running present = start(stack, "--json", "--kind", "overdue", "--unit", "u-2");
            assertThat(present.exitCode.get(30, TimeUnit.SECONDS)).isZero();
            assertThat(present.printed())
                    .singleElement()
                    .satisfies(alert -> assertThat(steps(List.of(alert))).containsExactly("ESCALATED 2 to u-0"));
        } finally {
            receiver.stop(0);
        }
    }

    /** Two tasks due on the same day: one is done three days late, the other never. */
    private void writeHistory() {
        Instant begin = at(FIRST_DAY, "02:00:00Z");
        line(begin, "units", "u-0", object().put("unitId", "u-0").put("nameVi", "Tỉnh"));
        for (int i = 1; i <= 2; i++) {
            ObjectNode unit = object().put("unitId", "u-" + i).put("nameVi", "Xã " + i);
            unit.withArray("placements").add(object().put("parentId", "u-0").put("from", "2000-01-01"));
            line(begin, "units", "u-" + i, unit);
            ObjectNode task = object().put("taskId", "t-" + i).put("planId", "p");
            task.put("categoryId", "all").put("titleVi", "Nhiệm vụ");
            task.set("deadline", object().put("kind", "BY_DATE").put("due", "2024-03-31"));
            task.withArray("assignments").add("u-" + i);
            line(begin, "tasks", "t-" + i, task);
        }
        for (int day = 1; day <= DAYS; day++) {
            LocalDate today = FIRST_DAY.plusDays(day);
            Instant midnight = at(today.minusDays(1), "17:00:02Z");
            line(midnight, "clock", null, object().put("at", midnight.toString()));
            if (today.equals(LocalDate.of(2024, 4, 3))) {
                ObjectNode report = object().put("reportId", "r-1")
                        .put("taskId", "t-1")
                        .put("unitId", "u-1")
                        .put("status", "DONE")
                        .put("asOf", today.toString())
                        .put("reportedAt", at(today, "03:00:00Z").toString());
                line(at(today, "03:00:00Z"), "progress", "t-1", report);
            }
        }
    }

    private static Instant at(LocalDate day, String time) {
        return Instant.parse(day + "T" + time);
    }

    private void line(Instant at, String topic, String key, ObjectNode value) {
        lines.add(HistoryLine.of(0, at, topic, key, value).json().toString());
    }

    private static ObjectNode object() {
        return History.object();
    }

    /** Takes an alert only at the second try, every third time. */
    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
        return server;
    }

    private void receive(HttpExchange exchange) throws IOException {
        JsonNode alert = new ObjectMapper().readTree(exchange.getRequestBody());
        boolean taken = requests++ % 3 != 0;
        if (taken) {
            posted.add(alert);
        }
        exchange.sendResponseHeaders(taken ? 204 : 503, -1);
        exchange.close();
    }

    /** A command that runs in a thread of its own. */
    private record Running(Thread thread, CompletableFuture<Integer> exitCode, StringWriter out) {
        List<JsonNode> printed() throws IOException {
            List<JsonNode> printed = new ArrayList<>();
            for (String line : out.toString().lines().toList()) {
                printed.add(new ObjectMapper().readTree(line));
            }
            return printed;
        }

        int stop() throws Exception {
            thread.interrupt();
            return exitCode.get(2, TimeUnit.SECONDS);
        }
    }

    private static Running start(LiveStack stack, String... arguments) {
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        StringWriter out = new StringWriter();
        String[] all = Stream.concat(
                        Stream.of(
                                "--bootstrap",
                                stack.connection().bootstrapServers(),
                                "--registry",
                                stack.connection().registryUrl()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        CommandLine command = new CommandLine(new AlertsCommand(CommandContext.ofThisProcess()));
        command.setOut(new PrintWriter(out, true));
        Thread thread = new Thread(() -> exitCode.complete(command.execute(all)), "alerts");
        thread.start();
        return new Running(thread, exitCode, out);
    }

    /** What is in the topics, partition by partition. */
    private static List<JsonNode> published(LiveStack stack) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> kafka =
                        new KafkaConsumer<>(stack.connection().consumerSettings(null));
                SchemaRegistryClient registry = stack.connection().newRegistryClient();
                KafkaAvroDeserializer avro = stack.connection().newDeserializer(registry)) {
            List<TopicPartition> partitions = Stream.of(AlertKind.values())
                    .flatMap(kind -> kafka.partitionsFor(kind.topic().name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : kafka.poll(Duration.ofMillis(200))) {
                    found.add(ContractJson.toJson((TaskAlert) avro.deserialize(record.topic(), record.value())));
                }
            }
        }
        return found;
    }

    private static Map<String, List<JsonNode>> byAlert(Collection<JsonNode> alerts) {
        return alerts.stream()
                .collect(Collectors.groupingBy(alert -> alert.path("alertId").asText()));
    }

    private static List<String> steps(List<JsonNode> alerts) {
        return alerts.stream()
                .map(alert -> alert.path("state").asText() + " "
                        + alert.path("level").asText()
                        + ifAny(" ", alert.get("clearedReason"))
                        + ifAny(" to ", alert.get("escalatedTo")))
                .toList();
    }

    private static String ifAny(String before, JsonNode value) {
        return value.isNull() ? "" : before + value.asText();
    }
}
