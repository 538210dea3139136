package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class ImportCommandTest {
    /** 1 July 2025 in Vietnam. */
    private static final Instant NOW = Instant.parse("2025-06-30T18:00:00Z");

    private static final String GOOD = """
            Mã nhiệm vụ;Đơn vị;Trạng thái;Tỷ lệ;Ngày số liệu;Ghi chú
            t-1;ban-dan-van;Đang thực hiện;40;30/06/2025;Đang làm
            t-2;ban-dan-van;Hoàn thành;100;30/06/2025;
            """;

    @TempDir
    Path directory = Path.of("");

    private final TestBroker broker = TestBroker.ready();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> questions = new ArrayList<>();
    private Optional<String> answer = Optional.empty();
    private Instant now = NOW;

    @BeforeEach
    void publish() {
        BulkSender sender = new BulkSender(broker.producer());
        for (String id : List.of("t-1", "t-2")) {
            TaskDefinition task = TaskDefinition.newBuilder()
                    .setTaskId(id)
                    .setPlanId("p")
                    .setCategoryId("c")
                    .setTitleVi("Việc " + id)
                    .setAssignments(List.of("ban-dan-van"))
                    .setDeadline(Deadline.newBuilder()
                            .setKind(DeadlineKind.BY_DATE)
                            .setDue(LocalDate.of(2025, 12, 31))
                            .build())
                    .build();
            sender.send(id, Topics.TASKS, NOW, id, task);
        }
        Unit unit = Unit.newBuilder()
                .setUnitId("ban-dan-van")
                .setNameVi("Ban Dân vận")
                .build();
        sender.send("unit", Topics.UNITS, NOW, unit.getUnitId(), unit);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void allRowsOfAGoodFileAreSentAndShown() throws IOException {
        // When
        int exitCode = run("import", file(GOOD));

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(sent()).hasSize(2);
        assertThat(sent().get(0))
                .returns("t-1", ProgressReport::getTaskId)
                .returns(Status.IN_PROGRESS, ProgressReport::getStatus)
                .returns(40, ProgressReport::getPercent)
                .returns("Đang làm", ProgressReport::getNote)
                .returns(NOW, ProgressReport::getReportedAt);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("2 +t-1 +Việc t-1 +ban-dan-van +Đang thực hiện +2025-06-30 +40 % +mới"))
                .contains(
                        "2 báo cáo (2 mới, 0 sửa, 0 đã nhập trước đây), 0 dòng sai, 0 dòng chưa điền",
                        "Đã gửi 2: 2 được nhận, 0 chờ gửi, 0 bị từ chối, 0 lỗi");
    }

    @Test
    void importingAFileAgainSendsTheVerySameReports() throws IOException {
        // Given
        String file = file(GOOD);
        run("import", file);
        now = NOW.plus(Duration.ofDays(3));

        // When
        int exitCode = run("import", file, "--lang", "en");

        // Then
        assertThat(exitCode).isZero();
        assertThat(sent()).hasSize(4);
        assertThat(sent().subList(2, 4)).isEqualTo(sent().subList(0, 2));
        assertThat(out.toString())
                .contains("This file was imported on 2025-07-01", "0 new, 0 corrections, 2 as imported before");
    }

    @Test
    void anOldFileWithABadRowTakesNoCorrectionBack() throws IOException {
        // Given a file of which one row is bad, and a correction after it
        String old = file(GOOD + "t-9;ban-dan-van;Hoàn thành;100;30/06/2025;\n");
        assertThat(run("import", old, "--skip-bad")).isEqualTo(ImportCommand.PARTLY);
        now = NOW.plus(Duration.ofDays(1));
        String corrected = Files.writeString(directory.resolve("corrected.csv"), GOOD.replace(";40;", ";60;"))
                .toString();
        run("import", corrected);

        // When
        now = NOW.plus(Duration.ofDays(2));
        run("import", old, "--skip-bad");

        // Then
        assertThat(sent()).hasSize(6);
        assertThat(sent().subList(4, 6)).isEqualTo(sent().subList(0, 2));
    }

    @Test
    void aCorrectedRowIsSentAsANewReportThatWins() throws IOException {
        // Given
        run("import", file(GOOD));
        now = NOW.plus(Duration.ofDays(3));

        // When
        int exitCode = run("import", file(GOOD.replace(";40;", ";60;")));

        // Then
        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("0 mới, 1 sửa, 1 đã nhập trước đây");
        ProgressReport corrected = sent().get(2);
        assertThat(corrected.getAsOf()).isEqualTo(sent().get(0).getAsOf());
        assertThat(corrected.getReportedAt()).isEqualTo(now);
        assertThat(corrected.getReportId()).isNotEqualTo(sent().get(0).getReportId());
        assertThat(sent().get(3)).isEqualTo(sent().get(1));
    }

    @Test
    void oneBadRowKeepsAllBackAndSaysWhereAndWhy() throws IOException {
        // When
        int exitCode = run("import", file(GOOD + "t-3;ban-dan-van;Chưa hoàn thành;40;30/06/2025;\n"));

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(sent()).isEmpty();
        assertThat(out.toString())
                .contains(
                        "dòng 4, cột C \"Trạng thái\": BAD_STATUS: Trạng thái \"Chưa hoàn thành\" không rõ.",
                        "dòng 4, cột A \"Mã nhiệm vụ\": UNKNOWN_TASK: Không có nhiệm vụ t-3. Có phải là t-");
        assertThat(err.toString()).contains("1 dòng sai, chưa gửi dòng nào", "--skip-bad");
        assertThat(directory.resolve("imports.journal")).isEmptyFile();
    }

    @Test
    void goodRowsGoOutWithoutTheBadOnesWhenAskedTo() throws IOException {
        // When
        int exitCode =
                run("import", file(GOOD + "t-3;ban-dan-van;Xong;40;30/06/2025;\n"), "--skip-bad", "--lang", "en");

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(sent()).hasSize(2);
        assertThat(out.toString())
                .contains(
                        "line 4, column A \"Mã nhiệm vụ\": UNKNOWN_TASK: There is no task t-3.", "Sent 2: 2 accepted");
    }

    @Test
    void aDryRunSendsNothingAndRemembersNothing() throws IOException {
        // When
        int good = run("import", "--dry-run", file(GOOD));
        int bad = run("import", "--dry-run", file(GOOD + "t-1;;;;;x\n"));
        int partly = run("import", "--dry-run", "--skip-bad", file(GOOD + "t-1;;;;;x\n"));

        // Then
        assertThat(List.of(good, bad, partly)).containsExactly(0, 2, 3);
        assertThat(sent()).isEmpty();
        assertThat(directory.resolve("imports.journal")).doesNotExist();
    }

    @Test
    void someoneAtATerminalIsAskedFirst() throws IOException {
        // When
        answer = Optional.of("k");
        int declined = run("import", file(GOOD));
        answer = Optional.of("c");
        int agreed = run("import", file(GOOD));
        int unasked = run("import", file(GOOD), "--yes");

        // Then
        assertThat(List.of(declined, agreed, unasked)).containsExactly(1, 0, 0);
        assertThat(questions).containsExactly("Gửi 2 báo cáo? [c/K] ", "Gửi 2 báo cáo? [c/K] ");
        assertThat(err.toString()).contains("Chưa gửi báo cáo nào.");
        assertThat(sent()).hasSize(4);
    }

    @Test
    void whenKafkaFailsTheFileCanBeImportedAgain() throws IOException {
        // Given
        broker.kafka().sendException = new TimeoutException("no metadata");
        String file = file(GOOD);

        // When
        int failed = run("import", file);
        broker.kafka().sendException = null;
        now = NOW.plus(Duration.ofHours(5));
        int again = run("import", file);

        // Then
        assertThat(List.of(failed, again)).containsExactly(1, 0);
        assertThat(err.toString()).contains("Kafka at nowhere:9092", "Còn 2 báo cáo chưa gửi: hãy nhập lại tệp này");
        assertThat(sent()).hasSize(2).extracting(ProgressReport::getReportedAt).containsOnly(NOW);
    }

    @Test
    void aFileThatIsNoneIsNamedWithWhatToDo() throws IOException {
        // When
        Path pdf = Files.writeString(directory.resolve("b.csv"), "%PDF-1.7");
        int bad = run("import", pdf.toString());
        int missing = run("import", "nowhere.csv");

        // Then
        assertThat(List.of(bad, missing)).containsExactly(2, 2);
        assertThat(err.toString())
                .contains("b.csv: NOT_A_TABLE: Tệp không phải CSV hay .xlsx", "nowhere.csv cannot be read");
    }

    @Test
    void aRowOfAnotherUnitThanTheImportsIsBad() throws IOException {
        // When
        int exitCode = run("import", file(GOOD), "--unit", "van-phong");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(out.toString()).contains("UNIT_DIFFERS");
    }

    @Test
    void theFormOfAUnitIsWrittenOnceAndCanBeImported() {
        // Given
        String form = directory.resolve("form.xlsx").toString();

        // When
        int written = run("template", "--unit", "ban-dan-van", "--out", form);
        int overwritten = run("template", "--unit", "ban-dan-van", "--out", form);
        int unknown = run("template", "--unit", "ban-dan-vn", "--out", form + "2");
        int imported = run("import", form);

        // Then
        assertThat(List.of(written, overwritten, unknown, imported)).containsExactly(0, 2, 2, 0);
        assertThat(out.toString())
                .contains(
                        "2 tasks of ban-dan-van", "0 báo cáo (0 mới, 0 sửa, 0 đã nhập trước đây), 0 dòng sai, 2 dòng");
        assertThat(err.toString()).contains("is there already", "Did you mean ban-dan-van?");
        assertThat(sent()).isEmpty();
    }

    private List<ProgressReport> sent() {
        return broker.records(Topics.PROGRESS).stream()
                .map(record -> (ProgressReport) broker.read(record))
                .toList();
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("reports.csv"), text).toString();
    }

    private int run(String... arguments) {
        CommandContext context = new CommandContext(
                Map.of(
                        "TIENDO_BOOTSTRAP",
                        "nowhere:9092",
                        "TIENDO_REGISTRY",
                        broker.connection().registryUrl()),
                Clock.fixed(now, ZoneOffset.UTC),
                connection -> producer(),
                settings -> broker.consumer(),
                question -> {
                    questions.add(question);
                    return answer;
                });
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.toString()));
        return ProducerMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    /** As in one process a run, each closes its producer; what was sent stays. */
    @SuppressWarnings("unchecked")
    private ContractProducer producer() {
        Producer<String, byte[]> open = (Producer<String, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(broker.kafka(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new ContractProducer(
                broker.connection(), open, broker.connection().newSerializer());
    }
}
