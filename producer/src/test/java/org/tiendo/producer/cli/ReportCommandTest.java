package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.TestBroker;
import org.tiendo.producer.api.FakeGateway;
import org.tiendo.producer.api.FakeGateway.Reply;
import org.tiendo.producer.api.FakeGateway.Request;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class ReportCommandTest {
    /** 1 July 2025 in Vietnam. */
    private static final Instant NOW = Instant.parse("2025-06-30T18:00:00Z");

    @TempDir
    Path directory = Path.of("");

    private final TestBroker broker = TestBroker.ready();
    private final FakeGateway gateway = new FakeGateway(this::answer);
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "TIENDO_BOOTSTRAP",
            "nowhere:9092",
            "TIENDO_REGISTRY",
            broker.connection().registryUrl()));
    private final List<String> questions = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Terminal terminal = Terminal.none();
    private int postStatus = 202;
    private boolean offline;

    @BeforeEach
    void publish() {
        BulkSender sender = new BulkSender(broker.producer());
        Unit unit = Unit.newBuilder()
                .setUnitId("u")
                .setNameVi("Ban Dân vận")
                .setKind("party-board")
                .build();
        sender.send("u", Topics.UNITS, NOW, "u", unit);
        for (TaskDefinition task : List.of(task("t-100", false), task("t-200", true))) {
            sender.send("t", Topics.TASKS, NOW, task.getTaskId(), task);
        }
    }

    @AfterEach
    void close() {
        gateway.close();
        broker.close();
    }

    @Test
    void theTaskIsShownBeforeTheReportIsSent() {
        // When
        int exitCode = report(
                "t-100",
                "--status",
                "in-progress",
                "--percent",
                "40",
                "--note",
                "Đang làm",
                "--evidence",
                "12/KH; Kế hoạch; https://x.example/12");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(err.toString().lines())
                .containsExactly(
                        "  Nhiệm vụ  t-100  Việc t-100",
                        "  Thời hạn  2025-12-31 (trước 31/12)",
                        "  Đơn vị    u  Ban Dân vận",
                        "  Báo cáo   đang thực hiện 40%, số liệu ngày 2025-07-01: Đang làm");
        assertThat(out.toString()).startsWith("Sent report r-1 (tiendo.progress, partition ");
        assertThat(sent()).singleElement().satisfies(report -> {
            assertThat(report.getAsOf()).isEqualTo(LocalDate.of(2025, 7, 1));
            assertThat(report.getEvidence()).containsExactly(new Evidence("12/KH", "Kế hoạch", "https://x.example/12"));
        });
    }

    @Test
    void onATerminalTheUserIsAskedAndNoIsNo() {
        // Given
        answering("k");

        // When
        int refused = report("t-100", "--status", "done");

        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(questions).containsExactly("Gửi báo cáo này? [c/K] ");
        assertThat(err.toString()).contains("Chưa gửi báo cáo nào.");
        assertThat(sent()).isEmpty();
    }

    @Test
    void yesIsYesAndTheOptionAsksNobody() {
        // Given
        answering("có");

        // Then
        assertThat(report("t-100", "--status", "done")).as(err.toString()).isZero();
        assertThat(questions).hasSize(1);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void theUserIsAskedAlsoWhereTheTaskIsNotRead() {
        // Given
        answering("");

        // Then
        assertThat(report("t-100", "--status", "done", "--no-check")).isEqualTo(1);
        assertThat(questions).hasSize(1);
        assertThat(err.toString()).contains("  Báo cáo   hoàn thành, số liệu ngày 2025-07-01");
        assertThat(sent()).isEmpty();
    }

    @Test
    void theOptionYesAsksNobody() {
        // Given
        answering("k");

        // Then
        assertThat(report("t-100", "--status", "done", "--yes"))
                .as(err.toString())
                .isZero();
        assertThat(questions).isEmpty();
    }

    @Test
    void anUnknownTaskIsNotSentAndTheUnitsNearestAreNamed() {
        // Then
        assertThat(report("t-10", "--status", "done")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no task t-10. Did you mean t-100?", "--no-check");
        assertThat(report("t-10", "--status", "done", "--no-check"))
                .as(err.toString())
                .isZero();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void whatThePipelineWouldRefuseIsNotSent() {
        // Then
        assertThat(report("t-200", "--status", "done")).isEqualTo(2);
        assertThat(err.toString()).contains("refused, nothing was sent: TASK_CANCELLED", "Nhiệm vụ đã bị hủy");
        assertThat(run("report", "t-100", "--unit", "other", "--status", "done"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("NOT_ASSIGNED", "Nhiệm vụ giao cho: u\n");
        assertThat(report("t-100", "--status", "done", "--percent", "101")).isEqualTo(2);
        assertThat(err.toString()).contains("PERCENT_OUT_OF_RANGE");
        assertThat(report("t-100", "--status", "done", "--as-of", "2025-12-01")).isEqualTo(2);
        assertThat(err.toString()).contains("FUTURE_DATED");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aReportThatCannotBeSentIsKeptAndGoesOutWithTheNext() {
        // Given
        environment.put("TIENDO_GATEWAY", gateway.url());
        postStatus = 503;

        // When
        int kept = report("t-100", "--status", "in-progress");

        // Then
        assertThat(kept).isEqualTo(4);
        assertThat(out.toString())
                .isEqualTo("Kept report r-1 in " + directory.resolve("spool")
                        + ": it goes out with the next report, or by tiendo spool drain\n");
        assertThat(err.toString()).contains(gateway.url() + " is busy: come back later");

        // Given
        postStatus = 202;
        out.getBuffer().setLength(0);

        // When
        int sent = run("report", "t-100", "--unit", "u", "--status", "done", "--report-id", "r-2");

        // Then
        assertThat(sent).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Sent report r-2 (tiendo.progress, partition 1, offset 7)",
                        "Sent 1 reports that were kept before");
        assertThat(posts()).hasSize(3).last().asString().contains("r-1");
    }

    @Test
    void kafkaThatDoesNotAnswerKeepsTheReportToo() {
        // Given
        broker.kafka().sendException = new TimeoutException("no metadata");

        // When
        int exitCode = report("t-100", "--status", "done");

        // Then
        assertThat(exitCode).isEqualTo(4);
        assertThat(err.toString()).contains("Kafka at nowhere:9092 did not answer in time");
    }

    @Test
    void withoutALineEvenTheClientCannotBeMadeAndTheReportIsKept() {
        // Given
        offline = true;

        // Then
        assertThat(report("t-100", "--status", "done", "--no-check")).isEqualTo(4);
        assertThat(err.toString()).contains("Kafka at nowhere:9092 ");
    }

    @Test
    void whoSaysNowhereToSendToIsToldSo() {
        // Given
        environment.clear();

        // Then
        assertThat(report("t-100", "--status", "done", "--no-check")).isEqualTo(2);
        assertThat(err.toString()).contains("no running demo was found");
    }

    @Test
    void byAGatewayTheTaskIsAskedOfItAndTheTokenGoesAlong() {
        // Given
        environment.put("TIENDO_GATEWAY", gateway.url());
        environment.put("TIENDO_TOKEN", "secret");
        environment.remove("TIENDO_BOOTSTRAP");
        environment.remove("TIENDO_REGISTRY");

        // When
        int exitCode = report("t-100", "--status", "done", "--lang", "en");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(err.toString().lines())
                .containsExactly(
                        "  Task      t-100  Task t-100",
                        "  Deadline  2025-12-31 (trước 31/12)",
                        "  Unit      u  Ban Dân vận",
                        "  Now       in progress 40%, as of 2025-06-01, OVERDUE",
                        "  Report    done, as of 2025-07-01");
        assertThat(gateway.requests())
                .allMatch(request -> request.authorization().equals("Bearer secret"));
        assertThat(err.toString() + out).doesNotContain("secret");
    }

    @Test
    void aTokenThatIsNotTakenKeepsTheReportAndSaysWhatToDo() {
        // Given
        environment.put("TIENDO_GATEWAY", gateway.url());
        postStatus = 403;

        // When
        int exitCode = report("t-100", "--status", "done");

        // Then
        assertThat(exitCode).isEqualTo(4);
        assertThat(err.toString()).contains("wants a token", "TIENDO_TOKEN_FILE");
    }

    @Test
    void anUnknownTaskOfAGatewayNamesTheUnitsNearest() {
        // Given
        environment.put("TIENDO_GATEWAY", gateway.url());

        // Then
        assertThat(report("t-10", "--status", "done")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no task t-10. Did you mean t-100?");
    }

    private Reply answer(Request request) {
        String target = request.target();
        if (request.method().equals("POST")) {
            return postStatus == 202
                    ? new Reply(
                            202,
                            "",
                            "{\"results\":[{\"status\":\"accepted\",\"topic\":\"tiendo.progress\",\"partition\":1,\"offset\":7}]}")
                    : Reply.problem(postStatus, "come back later");
        }
        if (target.equals("/api/v1/tasks/t-100")) {
            String definition = ContractJson.toJson(task("t-100", false)).toString();
            return Reply.ok("{\"definition\":" + definition + ",\"versions\":[{\"definition\":" + definition
                    + ",\"publishedAt\":\"2025-01-01T00:00:00Z\"}],\"occurrences\":[{\"unitId\":\"u\",\"period\":null,"
                    + "\"status\":\"IN_PROGRESS\",\"percent\":40,\"asOf\":\"2025-06-01\",\"overdue\":true}]}");
        }
        if (target.startsWith("/api/v1/tasks?")) {
            return Reply.ok("{\"rows\":[{\"taskId\":\"t-100\"}],\"meta\":{}}");
        }
        return target.equals("/api/v1/units/u")
                ? Reply.ok("{\"nameVi\":\"Ban Dân vận\"}")
                : Reply.problem(404, "nothing there");
    }

    private List<String> posts() {
        return gateway.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .map(Request::body)
                .toList();
    }

    private List<ProgressReport> sent() {
        return broker.records(Topics.PROGRESS).stream()
                .map(record -> (ProgressReport) broker.read(record))
                .toList();
    }

    private void answering(String answer) {
        terminal = question -> {
            questions.add(question);
            return Optional.of(answer);
        };
    }

    private static TaskDefinition task(String id, boolean cancelled) {
        return TaskDefinition.newBuilder()
                .setTaskId(id)
                .setPlanId("p")
                .setCategoryId("c")
                .setTitleVi("Việc " + id)
                .setTitleEn("Task " + id)
                .setAssignments(List.of("u"))
                .setCancelled(cancelled)
                .setDeadline(Deadline.newBuilder()
                        .setKind(DeadlineKind.BY_DATE)
                        .setDue(LocalDate.of(2025, 12, 31))
                        .setText("trước 31/12")
                        .build())
                .build();
    }

    private int report(String task, String... options) {
        List<String> arguments = new ArrayList<>(List.of("report", task, "--unit", "u", "--report-id", "r-1"));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.toString()));
        return ProducerMain.commandLine(new CommandContext(
                        environment,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        connection -> {
                            if (offline) {
                                throw new OperationFailedException("Kafka at nowhere:9092 cannot be used");
                            }
                            return broker.producer();
                        },
                        settings -> broker.consumer(),
                        terminal))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
