package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.api.FakeGateway;
import org.tiendo.producer.api.FakeGateway.Reply;
import org.tiendo.producer.api.FakeGateway.Request;

/** An office that reaches no Kafka: forms and files go by way of the gateway, with a token. */
class GatewayFilesTest {
    private static final Instant NOW = Instant.parse("2025-06-30T18:00:00Z");
    private static final String ROWS = """
            Mã nhiệm vụ;Đơn vị;Trạng thái;Kỳ;Ngày số liệu
            t-1;ward;Hoàn thành;2024-Q4;30/06/2025
            """;

    @TempDir
    Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeGateway gateway = new FakeGateway(GatewayFilesTest::reply);

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Reply reply(Request request) {
        if (request.method().equals("POST")) {
            return new Reply(202, "", """
                    {"results":[{"index":0,"status":"accepted","topic":"tiendo.progress","partition":1,"offset":5}]}""");
        }
        String path = request.target().replaceFirst("\\?.*", "");
        return switch (path) {
            case "/api/v1/units" -> Reply.ok("""
                    {"rows":[{"unitId":"ward","nameVi":"Phường 1","members":[]}],"meta":{}}""");
            case "/api/v1/tasks" -> Reply.ok("""
                    {"rows":[{"taskId":"t-1","period":"2025-Q1"},{"taskId":"t-1","period":"2025-Q2"}],"meta":{}}""");
            case "/api/v1/tasks/t-1" -> Reply.ok("""
                    {"versions":[{"publishedAt":"2025-01-05T00:00:00Z","definition":
                      {"taskId":"t-1","planId":"p","categoryId":"c","titleVi":"Việc hằng quý","assignments":["ward"],
                       "deadline":{"kind":"RECURRING","recurrence":"QUARTERLY"}}}]}""");
            default -> Reply.problem(404, "not found");
        };
    }

    @Test
    void aFileIsCheckedAndHandedInThroughTheGateway() throws IOException {
        // Given a period from before the task was seen, and nobody who knows when its plan was issued
        Path file = Files.writeString(directory.resolve("rows.csv"), ROWS);

        // When
        int exitCode = run("import", file.toString());

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Việc hằng quý", "Đã gửi 1: 1 được nhận");
        assertThat(gateway.requests())
                .allMatch(request -> request.authorization().equals("Bearer tiendo_secret"));
        assertThat(gateway.requests())
                .filteredOn(request -> request.method().equals("POST"))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.body()).contains("\"taskId\":\"t-1\"", "\"period\":\"2024-Q4\""));
    }

    @Test
    void badRowsAreToldBeforeAnythingIsHandedIn() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("rows.csv"), ROWS.replace("ward;", "other;"));

        // When
        int exitCode = run("import", file.toString());

        // Then
        assertThat(exitCode).isEqualTo(ProducerCommand.BAD_INPUT);
        assertThat(out.toString()).contains("NOT_ASSIGNED");
        assertThat(gateway.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void whileTheGatewayTakesNothingReportsAreKeptAndGoOutLater() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("rows.csv"), ROWS);
        gateway.answers(
                request -> request.method().equals("POST") ? Reply.problem(403, "no such right") : reply(request));
        assertThat(run("import", file.toString())).isZero();
        assertThat(out.toString()).contains("1 chờ gửi");

        // When
        gateway.answers(GatewayFilesTest::reply);
        int exitCode = run("spool", "drain");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(Files.exists(directory.resolve("spool"))).isTrue();
    }

    @Test
    void aFormIsMadeOfWhatTheGatewayTells() {
        // When
        int exitCode = run(
                "template",
                "--unit",
                "ward",
                "--out",
                directory.resolve("form.xlsx").toString());

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 tasks of ward");
    }

    private int run(String... arguments) {
        CommandContext context = new CommandContext(
                Map.of("TIENDO_GATEWAY", gateway.url(), "TIENDO_TOKEN", "tiendo_secret"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                connection -> {
                    throw new AssertionError("there is no Kafka here");
                },
                settings -> {
                    throw new AssertionError("there is no Kafka here");
                },
                question -> Optional.empty());
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.toString()));
        return ProducerMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
