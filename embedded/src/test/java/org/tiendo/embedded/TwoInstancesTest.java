package org.tiendo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.plan.PlanPublisher;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.streams.app.AppConfig;
import org.tiendo.streams.app.AppConfig.Clock;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.tiendo.streams.app.TiendoApp;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** Two instances of one installation share the partitions, answer for one another, and take over from one another. */
class TwoInstancesTest {
    private static final String ACCOUNTING = "/api/v1/accounting";
    private static final String TASKS = "/api/v1/tasks?pageSize=1000";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static final List<PlanCatalogue> PLANS = PlanCatalogue.bundled();
    private static EmbeddedStack stack;
    private static int reports;

    @BeforeAll
    static void publish() {
        stack = EmbeddedStack.start(StackOptions.on(directory.resolve("stack")));
        new TopicSetup(stack.connection(), StackOptions.PARTITIONS, (short) 1).createAndCheck();
        new SchemaSetup(stack.connection(), SOON).register();
        try (ContractProducer producer = new ContractProducer(stack.connection())) {
            PLANS.forEach(plan -> new PlanPublisher(producer).publish(plan, null));
        }
        try (ProgressReporter reporter =
                ProgressReporter.builder().connection(stack.connection()).build()) {
            List<CompletableFuture<SendResult>> sent = new ArrayList<>();
            for (TaskDefinition task : PLANS.get(0).tasks()) {
                for (String unit : task.getAssignments()) {
                    sent.add(reporter.send(
                            reporter.newReport(task.getTaskId(), unit, Status.DONE, LocalDate.of(2025, 3, 1))
                                    .build()));
                    reports++;
                }
            }
            reporter.flush();
            assertThat(sent).allMatch(each -> each.join() instanceof SendResult.Accepted);
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @SuppressWarnings("try") // An instance only has to run.
    void eitherAnswersForBothAndOneTakesOverFromTheOther() throws Exception {
        // Given
        List<Integer> ports = LoopbackPorts.free(2);
        ApiCalls first = new ApiCalls(ports.get(0));
        ApiCalls second = new ApiCalls(ports.get(1));
        Map<String, JsonNode> before;
        try (TiendoApp survivor = TiendoApp.start(config("first", ports.get(0)))) {
            try (TiendoApp leaver = TiendoApp.start(config("second", ports.get(1)))) {
                await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
                    assertThat(first.isReady() && second.isReady()).isTrue();
                    assertThat(first.get(ACCOUNTING).path("counted").asInt()).isEqualTo(reports);
                    assertThat(missing(first)).isNotEmpty();
                });

                // Then
                assertThat(missing(second)).isNotEmpty().doesNotContainAnyElementsOf(missing(first));
                TreeSet<Integer> missingSomewhere = new TreeSet<>(missing(first));
                missingSomewhere.addAll(missing(second));
                assertThat(missingSomewhere)
                        .containsExactlyElementsOf(IntStream.range(0, StackOptions.PARTITIONS)
                                .boxed()
                                .toList());
                assertThat(units())
                        .allSatisfy(unit -> assertThat(List.of(first.status(kpi(unit)), second.status(kpi(unit))))
                                .containsExactlyInAnyOrder(200, 307));
                before = numbers(first);
                assertThat(numbers(second)).isEqualTo(before);
                assertThat(done(before)).isPositive();
            }

            // When the second has left
            await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
                assertThat(missing(first)).isEmpty();
                assertThat(numbers(first)).isEqualTo(before);
            });
            assertThat(survivor.unreadiness()).isEmpty();
        }
    }

    private static AppConfig config(String name, int port) {
        PipelineConfig pipeline = new PipelineConfig(
                "two-instances",
                null,
                directory.resolve(name),
                StackOptions.PARTITIONS,
                1,
                2,
                PipelineConfig.SETTLE_EVERY,
                PipelineConfig.COMMIT_EVERY);
        String advertised = LoopbackPorts.HOST + ":" + port;
        return new AppConfig(
                stack.connection(), pipeline, new HttpConfig(LoopbackPorts.HOST, port, advertised), Clock.LIVE);
    }

    private static List<String> units() {
        return PLANS.stream()
                .flatMap(plan -> plan.units().stream())
                .map(Unit::getUnitId)
                .distinct()
                .toList();
    }

    private static String kpi(String unit) {
        return "/api/v1/units/" + unit + "/kpi?by=category";
    }

    /** Everything but the moment at which it was read. */
    private static Map<String, JsonNode> numbers(ApiCalls instance) throws IOException, InterruptedException {
        Map<String, JsonNode> numbers = new TreeMap<>();
        for (String unit : units()) {
            JsonNode answer = instance.get(kpi(unit));
            assertThat(answer.path("total").isObject())
                    .as("%s: %s", unit, answer)
                    .isTrue();
            numbers.put(unit + " rows", answer.path("rows"));
            numbers.put(unit + " total", answer.path("total"));
        }
        return numbers;
    }

    private static int done(Map<String, JsonNode> numbers) {
        return numbers.values().stream()
                .mapToInt(total -> total.path("done").asInt())
                .sum();
    }

    private static List<Integer> missing(ApiCalls instance) throws IOException, InterruptedException {
        JsonNode meta = instance.get(TASKS).path("meta");
        List<Integer> missing = IntStream.range(
                        0, meta.path("missingPartitions").size())
                .mapToObj(i -> meta.path("missingPartitions").get(i).asInt())
                .toList();
        assertThat(meta.path("partial").asBoolean()).isEqualTo(!missing.isEmpty());
        return missing;
    }
}
