package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.contract.ContractJson;
import org.tiendo.producer.alerts.AlertKind;
import org.tiendo.producer.alerts.AlertLog;
import org.tiendo.producer.alerts.Receiver;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Verdict;
import picocli.CommandLine;

class AlertsCommandTest {
    @TempDir
    Path directory;

    private final AlertLog log = new AlertLog();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicReference<MockConsumer<String, byte[]>> kafka = new AtomicReference<>();
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
        environment.put("TIENDO_BOOTSTRAP", log.connection().bootstrapServers());
        environment.put("TIENDO_REGISTRY", log.connection().registryUrl());
    }

    @AfterEach
    void stop() {
        receiver.close();
        log.close();
    }

    @Test
    void withoutOptionsTheOpenAlertsArePrintedOneALine() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.escalated("t-1"));
        log.append(AlertLog.raised("t-2"));
        log.append(AlertLog.cleared("t-2"));
        // When
        int exitCode = run("alerts");
        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly("2025-07-01 00:00  quá hạn / overdue  ESCALATED level 2  task t-1  unit u-1"
                        + "  due 2025-06-30  7 days overdue  escalated to u-0");
    }

    @Test
    void allPrintsClearedOnesWithTheirReason() {
        // Given
        log.append(AlertLog.raised("t-2"));
        log.append(AlertLog.cleared("t-2"));
        // When
        run("alerts", "--all");
        // Then
        assertThat(out.toString()).contains("CLEARED level 1  task t-2").endsWith("cleared: done\n");
    }

    @Test
    void anIndicatorsAlertNamesItsVerdictAndPeriod() {
        // Given
        log.append(TaskAlert.newBuilder(AlertLog.raised("i-1"))
                .setKind("indicator")
                .setDue(null)
                .setDaysOverdue(0)
                .setPeriod("2025-Q3")
                .setVerdict(Verdict.OFF_TRACK)
                .build());
        // When
        run("alerts");
        // Then
        assertThat(out.toString())
                .endsWith("  chỉ tiêu / indicator  RAISED level 1  task i-1  unit u-1  period 2025-Q3  no due day"
                        + "  verdict OFF_TRACK\n");
    }

    @Test
    void jsonPrintsTheContractOneObjectALine() {
        // Given
        log.append(AlertLog.raised("nhiệm-vụ"));
        // When
        run("alerts", "--json");
        // Then
        assertThat(out.toString().lines())
                .containsExactly(
                        ContractJson.toJson(AlertLog.raised("nhiệm-vụ")).toString());
    }

    @Test
    void kindsAndUnitsNarrowWhatIsPrinted() {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(TaskAlert.newBuilder(AlertLog.raised("t-2"))
                .setUnitId("xã-an-bình")
                .build());
        log.append(
                TaskAlert.newBuilder(AlertLog.raised("t-3")).setUnitId("u-10").build());
        log.append(TaskAlert.newBuilder(AlertLog.raised("t-4"))
                .setAlertId("silent|t-4")
                .setKind("silent")
                .setDue(null)
                .build());
        // When
        String decomposed = Normalizer.normalize("xã-an-bình", Normalizer.Form.NFD);
        run("alerts", "--unit", "u-1", "--unit", decomposed, "--kind", "overdue");
        // Then
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.matches(".*task t-[12] .*"));
    }

    @Test
    void aRecordCannotSteerTheTerminal() {
        // Given
        log.append(TaskAlert.newBuilder(AlertLog.raised("t-1"))
                .setUnitId("u\u001b[2J\nx")
                .build());
        // When
        run("alerts");
        // Then
        assertThat(out.toString().lines()).singleElement().asString().contains("unit u?[2J?x");
    }

    @Test
    void followPrintsWhatComesUntilItIsInterrupted() throws Exception {
        // Given
        log.append(AlertLog.raised("t-1"));
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread command = new Thread(() -> exitCode.complete(run("alerts", "--follow")));
        command.start();
        await().until(() -> err.toString().contains("Waiting for alerts"));
        // When
        kafka.get().schedulePollTask(() -> {
            log.append(AlertLog.escalated("t-1"));
            log.refill(kafka.get());
        });
        await().until(() -> out.toString().contains("\n"));
        command.interrupt();
        // Then
        assertThat(exitCode.get(2, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString().lines()).singleElement().asString().contains("ESCALATED level 2  task t-1");
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isNull();
    }

    @Test
    void followFromTheBeginningPrintsEveryStep() throws Exception {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(AlertLog.cleared("t-1"));
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread command =
                new Thread(() -> exitCode.complete(run("alerts", "--follow", "--from-beginning", "--kind", "overdue")));
        // When
        command.start();
        await().until(() -> out.toString().lines().count() == 2);
        command.interrupt();
        // Then
        assertThat(exitCode.get(2, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString()).containsSubsequence("RAISED", "CLEARED");
    }

    @Test
    void webhookPostsRefusesAndSumsUp() throws Exception {
        // Given
        log.append(AlertLog.raised("t-1"));
        log.append(TaskAlert.newBuilder(AlertLog.raised("t-2")).setUnitId("u-2").build());
        log.append(AlertLog.cleared("t-1"));
        receiver.thenAnswer(204, 410);
        Path refused = directory.resolve("refused.ndjson");
        Path token = Files.writeString(directory.resolve("token"), "s3cret\n");
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread command = new Thread(() -> exitCode.complete(run(
                "alerts",
                "--webhook",
                receiver.url(),
                "--allow-host",
                receiver.host(),
                "--unit",
                "u-1",
                "--token-file",
                token.toString(),
                "--refused",
                refused.toString())));
        // When
        command.start();
        await().until(() -> receiver.requests().size() == 2);
        await().until(() -> Files.exists(refused) && Files.readString(refused).endsWith("\n"));
        command.interrupt();
        // Then
        assertThat(exitCode.get(2, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(receiver.steps()).containsExactly("t-1 RAISED 1", "t-1 CLEARED 1");
        assertThat(receiver.requests().get(0).header("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(Files.readString(refused)).contains("\"status\":410", "\"CLEARED\"");
        assertThat(err.toString())
                .contains("Posted 1, refused by the receiver 1")
                .doesNotContain("s3cret");
        assertThat(log.committed(AlertKind.OVERDUE, 0)).isEqualTo(3);
    }

    @Test
    void allowedHostsMayComeFromTheEnvironment() throws Exception {
        // Given
        environment.put("TIENDO_WEBHOOK_HOSTS", "alerts.gov.vn, " + receiver.host());
        log.append(AlertLog.raised("t-1"));
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread command = new Thread(() -> exitCode.complete(run("alerts", "--webhook", receiver.url())));
        // When
        command.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> receiver.requests().size() == 1);
        command.interrupt();
        // Then
        assertThat(exitCode.get(2, TimeUnit.SECONDS)).as(err.toString()).isZero();
    }

    @Test
    void aHostThatIsNotAllowedIsRefusedBeforeAnyConnection() {
        // Given
        log.append(AlertLog.raised("t-1"));
        // When
        int exitCode = run("alerts", "--webhook", receiver.url(), "--allow-host", "alerts.gov.vn");
        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("alerts may not be posted to " + receiver.host());
        assertThat(connections).hasValue(0);
        assertThat(receiver.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--from-beginning",
                "--follow --all",
                "--group g",
                "--allow-host x",
                "--allow-http",
                "--refused x",
                "--token-file x",
                "--timeout 5",
                "--webhook https://x/ --allow-host x --follow",
                "--webhook https://x/ --allow-host x --json",
                "--webhook https://x/ --allow-host x --timeout 0",
                "--webhook https://x/ --allow-host x --token-file nowhere",
                "--webhook https://x/ --allow-host x --refused nowhere/file",
                "--webhook http://x/ --allow-host x",
                "--kind late"
            })
    void optionsThatDoNotGoTogetherAreBadInput(String options) {
        // When
        int exitCode = run(("alerts " + options).split(" "));
        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--");
        assertThat(connections).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"'',does not know the schema", "--follow,does not know the schema"})
    void aRegistryWithoutTheSchemasIsAFailureThatSaysWhatToDo(String option, String message) {
        // Given
        environment.put("TIENDO_REGISTRY", "mock://empty");
        // When
        int exitCode = run(List.of("alerts", option).stream()
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new));
        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains(message, "tiendo topics --create");
    }

    private int run(String... arguments) {
        CommandLine line = ProducerMain.commandLine(new CommandContext(
                environment,
                Clock.systemUTC(),
                connection -> {
                    throw new IllegalStateException("alerts write nothing");
                },
                settings -> {
                    connections.incrementAndGet();
                    kafka.set(log.consumer(settings));
                    return kafka.get();
                }));
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
