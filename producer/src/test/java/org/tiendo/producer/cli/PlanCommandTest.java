package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class PlanCommandTest {
    /** 1 July 2025 in Vietnam. */
    private static final Instant NOW = Instant.parse("2025-06-30T18:00:00Z");

    private final TestBroker broker = TestBroker.ready();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "TIENDO_BOOTSTRAP",
            "nowhere:9092",
            "TIENDO_REGISTRY",
            broker.connection().registryUrl(),
            "USER",
            "lan"));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void publish() {
        publish(
                "lam-dong.t-001",
                Deadline.newBuilder().setKind(DeadlineKind.BY_QUARTER).setDue(LocalDate.of(2025, 6, 30)));
        publish(
                "lam-dong.t-002",
                Deadline.newBuilder()
                        .setKind(DeadlineKind.CONDITIONAL)
                        .setCondition("the decree")
                        .setWorkingDaysAfterTrigger(10));
        publish("lam-dong.t-003", Deadline.newBuilder().setKind(DeadlineKind.ONGOING));
        unit(Unit.newBuilder().setUnitId("ban-dan-van"));
        unit(Unit.newBuilder().setUnitId("ubnd"));
        unit(Unit.newBuilder()
                .setUnitId("phuong-xa")
                .setCollective(true)
                .setMembers(List.of("phuong-01", "phuong-02")));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void extendPublishesANewVersionWithWhoAndWhy() {
        // When
        int exitCode = run("extend", "lam-dong.t-001", "--due", "2025-12-31", "--reason", "CV 12/2025");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly("lam-dong.t-001: version 2 published, by lan", "  due: 2025-06-30 -> 2025-12-31");
        assertThat(newest().getDeadline().getDue()).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(newest().getDeadline().getKind()).isEqualTo(DeadlineKind.BY_QUARTER);
        assertThat(newest().getChangedBy()).isEqualTo("lan");
        assertThat(newest().getChangeReason()).isEqualTo("CV 12/2025");
        assertThat(sent().key()).isEqualTo("lam-dong.t-001");
    }

    @Test
    void aTaskIsNotExtendedForNoReason() {
        // Then
        assertThat(run("extend", "lam-dong.t-001", "--due", "2025-12-31")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--reason=TEXT'");
        assertThat(run("extend", "lam-dong.t-001", "--due", "2025-12-31", "--reason", " "))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the reason must not be blank");
        nothingIsSent();
    }

    @Test
    void whatDoesNotFitIsBadInputAndNotPublished() {
        // When
        int exitCode = run("extend", "lam-dong.t-003", "--due", "2025-12-31", "--reason", "r");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("tiendo plan extend: lam-dong.t-003: it has no due day to extend"
                        + " (its deadline is ONGOING)");
        nothingIsSent();
    }

    @Test
    void anUnknownTaskIsBadInputThatNamesTheNearest() {
        // When
        int exitCode = run("cancel", "lam-dong.t-02", "--reason", "r");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no task lam-dong.t-02. Did you mean lam-dong.t-002,")
                .contains("lam-dong.t-001");
        nothingIsSent();
    }

    @Test
    void triggerSaysWhenTheTaskIsDueByTheWorkingCalendar() {
        // When
        int exitCode = run("trigger", "lam-dong.t-002", "--on", "2025-04-25");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getDeadline().getTriggeredOn()).isEqualTo(LocalDate.of(2025, 4, 25));
        // 30 April and 1 May are holidays; 2 May was off, and Saturday 26 April worked in exchange.
        assertThat(out.toString())
                .contains("it is due on 2025-05-13: 10 working days after 2025-04-25 by working calendar ")
                .doesNotContain("warning");
    }

    @Test
    void triggerWarnsWhereTheCalendarDoesNotKnowTheYear() {
        // When
        int exitCode = run("trigger", "lam-dong.t-002", "--on", "2021-12-30");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("it is due on ")
                .contains("warning: the calendar does not know the holidays of all years from 2021 to 2022");
    }

    @Test
    void aTriggerMayBringItsDueDay() {
        // When
        int exitCode = run("trigger", "lam-dong.t-002", "--on", "2025-06-30", "--due", "2025-09-30");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("it is due on 2025-09-30").doesNotContain("working days after");
    }

    @Test
    void aDueDayThatIsPastWhenTheTriggerComesIsWarnedOf() {
        // Given
        publish(
                "lam-dong.t-005",
                Deadline.newBuilder()
                        .setKind(DeadlineKind.CONDITIONAL)
                        .setCondition("the decree")
                        .setDue(LocalDate.of(2023, 12, 31)));

        // When
        int exitCode = run("trigger", "lam-dong.t-005", "--on", "2025-06-30");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("it is due on 2023-12-31", "warning: that is before its trigger on 2025-06-30");
    }

    @Test
    void todayIsVietnamsOrThatOfTheRecord() {
        // Then
        assertThat(run("trigger", "lam-dong.t-002", "--on", "2025-07-02")).isEqualTo(2);
        assertThat(err.toString()).contains("2025-07-02 lies ahead, today is 2025-07-01");
        assertThat(run("trigger", "lam-dong.t-002", "--on", "2025-07-01", "--at", "2025-06-30T16:59:59Z"))
                .isEqualTo(2);
        nothingIsSent();
        assertThat(run("trigger", "lam-dong.t-002", "--on", "2025-06-30", "--at", "2025-06-30T16:59:59Z"))
                .isZero();
        assertThat(sent().timestamp())
                .isEqualTo(Instant.parse("2025-06-30T16:59:59Z").toEpochMilli());
    }

    @Test
    void whoIsSaidOrTheUserOfThisMachine() {
        // When
        run("pause", "lam-dong.t-001", "--reason", "r", "--by", "Văn phòng");

        // Then
        assertThat(newest().getChangedBy()).isEqualTo("Văn phòng");
        assertThat(newest().getPaused()).isTrue();
    }

    @Test
    void nobodyChangesATaskWithoutAName() {
        // Given
        environment.put("USER", "?");

        // When
        int exitCode = run("pause", "lam-dong.t-001", "--reason", "r");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("give --by WHO");
        nothingIsSent();
    }

    @Test
    void assigningACollectiveUnitMeansItsMembers() {
        // When
        int exitCode = run("assign", "--add", "ubnd", "lam-dong.t-001", "--drop", "ban-dan-van", "--add", "phuong-xa");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getAssignments()).containsExactly("ubnd", "phuong-01", "phuong-02");
        assertThat(newest().getChangeReason()).isNull();
        assertThat(out.toString()).contains("  units: ban-dan-van -> ubnd, phuong-01, phuong-02");
    }

    @Test
    void severalUnitsMayBeNamedAtOnceAndUnknownOnesAreWarnedOf() {
        // When
        int exitCode = run("assign", "lam-dong.t-001", "--unit", "ubnd", "ban-dan-von");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getAssignments()).containsExactly("ubnd", "ban-dan-von");
        assertThat(out.toString())
                .contains("warning: no unit ban-dan-von is published; did you mean ban-dan-van?")
                .doesNotContain("no unit ubnd");
    }

    @Test
    void assignTakesEitherAllUnitsOrChanges() {
        // Then
        assertThat(run("assign", "lam-dong.t-001")).isEqualTo(2);
        assertThat(run("assign", "lam-dong.t-001", "--unit", "ubnd", "--drop", "ban-dan-van"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("give either --unit, or --add and --drop"));
        nothingIsSent();
    }

    @Test
    void resumeLetsTheClockGoOn() {
        // Given
        publish(TaskDefinition.newBuilder(task("lam-dong.t-004", Deadline.newBuilder()))
                .setPaused(true)
                .build());

        // When
        int exitCode = run("resume", "lam-dong.t-004", "--reason", "the flood is over");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getPaused()).isFalse();
        assertThat(out.toString()).contains("  paused: yes -> no");
    }

    @Test
    void cancelCallsTheTaskOff() {
        // When
        int exitCode = run("cancel", "lam-dong.t-003", "--reason", "merged into t-001");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getCancelled()).isTrue();
    }

    @Test
    void showTellsHowTheTaskCameToBeWhatItIs() {
        // Given
        publish(TaskDefinition.newBuilder(task(
                        "lam-dong.t-001",
                        Deadline.newBuilder().setKind(DeadlineKind.BY_QUARTER).setDue(LocalDate.of(2025, 12, 31))))
                .setPaused(true)
                .setChangedBy("lan")
                .setChangeReason("CV 12/2025")
                .build());

        // When
        int exitCode = run("show", "lam-dong.t-001");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines().map(String::strip))
                .startsWith("lam-dong.t-001  PAUSED", "title (vi)    Việc")
                .contains(
                        "units         ban-dan-van",
                        "deadline      BY_QUARTER (it is due on 2025-12-31)",
                        "first due     2025-06-30",
                        "due: 2025-06-30 -> 2025-12-31",
                        "paused: no -> yes")
                .anyMatch(line -> line.startsWith("1  2025-07-01 01:00  partition "))
                .anyMatch(line ->
                        line.startsWith("2  2025-07-01 01:00  partition ") && line.endsWith("by lan: CV 12/2025"));
        nothingIsSent();
    }

    @Test
    void kafkaOutOfReachFailsInOneLine() {
        // Given
        CommandContext unreachable = new CommandContext(
                environment, Clock.fixed(NOW, ZoneOffset.UTC), connection -> broker.producer(), settings -> {
                    throw new TimeoutException("no metadata");
                });

        // When
        int exitCode = run(unreachable, "show", "lam-dong.t-001");

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("tiendo plan show: Kafka at nowhere:9092 did not answer in time");
    }

    @Test
    void planPublishIsPublishPlan() {
        // When
        int exitCode = run("publish", "--check", "../plans/tien-lang-28nq.yaml");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("tien-lang-28nq: 8 units, 2 indicators, 45 tasks: sound");
        assertThat(run("publish", "--check", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString()).startsWith("tiendo plan publish: ");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : List.of("publish", "show", "trigger", "extend", "assign", "pause", "resume", "cancel")) {
            // Then
            assertThat(run(command, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: tiendo plan " + command);
        }
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand");
    }

    private void nothingIsSent() {
        assertThat(broker.kafka().history()).allMatch(record -> record.timestamp() == NOW.toEpochMilli());
        assertThat(broker.records(Topics.TASKS).stream().map(broker::read))
                .noneMatch(task -> "r".equals(((TaskDefinition) task).getChangeReason()));
    }

    private ProducerRecord<String, byte[]> sent() {
        List<ProducerRecord<String, byte[]>> records = broker.records(Topics.TASKS);
        return records.get(records.size() - 1);
    }

    private TaskDefinition newest() {
        return (TaskDefinition) broker.read(sent());
    }

    private void unit(Unit.Builder unit) {
        send(Topics.UNITS, unit.getUnitId(), unit.build());
    }

    private void publish(String id, Deadline.Builder deadline) {
        publish(task(id, deadline));
    }

    private void publish(TaskDefinition task) {
        send(Topics.TASKS, task.getTaskId(), task);
    }

    private void send(Topic topic, String key, SpecificRecord value) {
        new BulkSender(broker.producer()).send(key, topic, NOW, key, value);
    }

    private static TaskDefinition task(String id, Deadline.Builder deadline) {
        return TaskDefinition.newBuilder()
                .setTaskId(id)
                .setPlanId("p")
                .setCategoryId("c")
                .setTitleVi("Việc")
                .setAssignments(List.of("ban-dan-van"))
                .setDeadline(deadline.build())
                .build();
    }

    private int run(String... arguments) {
        return run(
                new CommandContext(
                        environment,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        connection -> broker.producer(),
                        settings -> broker.consumer()),
                arguments);
    }

    private int run(CommandContext context, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "plan";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ProducerMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
