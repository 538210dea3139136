package org.tiendo.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.embedded.LoopbackPorts;
import org.tiendo.embedded.StackOptions;
import org.tiendo.embedded.registry.EmbeddedRegistry;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.cli.ProducerCommands;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.streams.app.AppConfig;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.tiendo.streams.app.TiendoApp;
import org.tiendo.v1.Placement;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;
import picocli.CommandLine;

/** On a broker that asks who calls: a trusted writer reaches its own topic only, and speaks for its own units only. */
class TrustedWriterAccessTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Writer WRITER = new Writer("north", "north");
    private static final int FORGERIES = 1_000;

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static Connection operator;
    private static Connection writer;

    @BeforeAll
    static void start() {
        GuardedListener listener = GuardedListener.knowing("north", "n");
        broker = EmbeddedBroker.start(directory.resolve("broker"), true, System.err::println, listener::addTo);
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        operator = new Connection(broker.bootstrapServers(), registry.url());
        writer = listener.connection(registry.url(), "n");
        new TopicSetup(operator, StackOptions.PARTITIONS, (short) 1).createAndCheck();
        new SchemaSetup(operator, SOON).register();
        for (String name : List.of("north", "north-2")) {
            assertThat(tiendo("writer", "add", name, "--unit", "north")).contains("created tiendo.intake." + name);
        }
        tiendo("writer", "add", "north", "--unit", "north", "--principal", "User:north");
    }

    @AfterAll
    static void stop() {
        broker.close();
        registry.close();
    }

    @Test
    void itWritesToItsOwnTopicAndToNoOther() {
        // Given a topic whose name begins with that of the writer's
        Topic another = new Writer("north-2", "north").topic();

        // Then
        try (ContractProducer producer = new ContractProducer(writer)) {
            assertThat(send(producer, another, report("a", "north"))).isInstanceOf(TopicAuthorizationException.class);
            assertThat(send(producer, Topics.PROGRESS, report("b", "north")))
                    .isInstanceOf(TopicAuthorizationException.class);
            assertThat(send(producer, WRITER.topic(), report("c", "north"))).isNull();
        }
    }

    @Test
    void aThousandForgedReportsCountNowhere() throws Exception {
        // Given
        try (ContractProducer producer = new ContractProducer(operator)) {
            BulkSender sender = new BulkSender(producer);
            for (String unit : List.of("north", "south")) {
                sender.send(unit, Topics.UNITS, null, unit, unit(unit, null));
            }
            sender.send("ward", Topics.UNITS, null, "ward", unit("ward", "north"));
            sender.send("t", Topics.TASKS, null, "t", task("north", "south", "ward"));
            sender.flush();
        }
        try (TiendoApp app = TiendoApp.start(config())) {
            await().atMost(SOON).until(() -> app.unreadiness().isEmpty());

            // When
            try (ContractProducer producer = new ContractProducer(writer)) {
                BulkSender sender = new BulkSender(producer);
                for (int i = 0; i < FORGERIES; i++) {
                    sender.send("forged " + i, WRITER.topic(), null, "t", report("forged-" + i, "south"));
                }
                sender.send("honest", WRITER.topic(), null, "t", report("honest", "ward"));
                sender.flush();
            }

            // Then
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode south = get(app, "/api/v1/accounting?unit=south");
                assertThat(south.path("received").asInt()).isEqualTo(FORGERIES);
                assertThat(south.path("rejected").asInt()).isEqualTo(FORGERIES);
                assertThat(get(app, "/api/v1/units/north/kpi?by=child")
                                .path("total")
                                .path("done")
                                .asInt())
                        .isPositive();
            });
            assertThat(get(app, "/api/v1/units/south/kpi?by=category")
                            .path("total")
                            .path("done")
                            .asInt())
                    .isZero();
            assertThat(get(app, "/api/v1/rejections?unit=south&pageSize=1000").path("rows"))
                    .hasSize(FORGERIES)
                    .allMatch(row -> row.path("code").asText().equals("UNAUTHORISED_UNIT"));
        }
    }

    @Test
    void accessIsTakenBackByCommandAndTheAppsRightToReadIsNot() throws Exception {
        // Given
        tiendo("writer", "add", "passing", "--unit", "south", "--principal", "User:passing");
        AclBinding reading = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "tiendo.intake.passing", PatternType.LITERAL),
                new AccessControlEntry("User:app", "*", AclOperation.READ, AclPermissionType.ALLOW));
        try (Admin admin = Admin.create(operator.adminSettings())) {
            admin.createAcls(List.of(reading)).all().get();
        }

        // Then
        assertThat(tiendo("writer", "revoke", "passing"))
                .isEqualTo("User:passing may no longer write to tiendo.intake.passing\n");
        assertThat(tiendo("writer", "revoke", "passing")).isEqualTo("Nobody had access to tiendo.intake.passing\n");
        assertThat(tiendo("writer", "revoke", "two.parts")).contains("is no name of a writer");
        try (Admin admin = Admin.create(operator.adminSettings())) {
            assertThat(admin.describeAcls(reading.toFilter()).values().get()).containsExactly(reading);
        }
    }

    private static AppConfig config() {
        PipelineConfig pipeline = new PipelineConfig(
                "writers",
                null,
                directory.resolve("streams"),
                StackOptions.PARTITIONS,
                1,
                2,
                PipelineConfig.SETTLE_EVERY,
                PipelineConfig.COMMIT_EVERY,
                List.of(WRITER));
        return new AppConfig(operator, pipeline, new HttpConfig(LoopbackPorts.HOST, 0, null), AppConfig.Clock.REPLAY);
    }

    private static Exception send(ContractProducer producer, Topic topic, ProgressReport report) {
        CompletableFuture<Exception> failure = new CompletableFuture<>();
        byte[] value = producer.encode(topic, report);
        producer.send(topic, null, null, report.getTaskId(), value, new ContractProducer.Outcome() {
            @Override
            public void acknowledged(RecordMetadata metadata) {
                failure.complete(null);
            }

            @Override
            public void failed(Exception cause) {
                failure.complete(cause);
            }
        });
        return failure.join();
    }

    private static ProgressReport report(String reportId, String unitId) {
        return ProgressReport.newBuilder()
                .setReportId(reportId)
                .setTaskId("t")
                .setUnitId(unitId)
                .setStatus(Status.DONE)
                .setAsOf(LocalDate.of(2025, 1, 10))
                .setReportedAt(Instant.parse("2025-01-10T03:00:00Z"))
                .build();
    }

    private static Unit unit(String unitId, String parentId) {
        return Unit.newBuilder()
                .setUnitId(unitId)
                .setPlacements(List.of(new Placement(parentId, LocalDate.EPOCH)))
                .build();
    }

    private static TaskDefinition task(String... units) {
        return TaskDefinition.newBuilder()
                .setTaskId("t")
                .setPlanId("plan")
                .setCategoryId("digital")
                .setAssignments(new ArrayList<>(List.of(units)))
                .build();
    }

    private static JsonNode get(TiendoApp app, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + LoopbackPorts.HOST + ":" + app.port() + path))
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** What a command says, on either stream. */
    private static String tiendo(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
        ProducerCommands.all().forEach(line::addSubcommand);
        line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", operator.bootstrapServers(), "--registry", operator.registryUrl()));
        line.execute(all.toArray(String[]::new));
        return said.toString();
    }
}
