package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.Topics;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;

class RejectionsCommandTest {
    private static final Instant AT = Instant.parse("2025-06-30T17:00:02Z");
    private static final TopicPartition PARTITION = new TopicPartition(Topics.REJECTED.name(), 0);

    private final TestBroker broker = TestBroker.ready();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<byte[]> records = new ArrayList<>();
    private final AtomicReference<MockConsumer<String, byte[]>> kafka = new AtomicReference<>();

    @AfterEach
    void close() {
        broker.close();
    }

    private static ProgressReport.Builder report(String unitId) {
        return ProgressReport.newBuilder()
                .setReportId("r-1")
                .setTaskId("lam-dong.t-1")
                .setUnitId(unitId)
                .setStatus(Status.IN_PROGRESS)
                .setPercent(40)
                .setAsOf(LocalDate.of(2025, 6, 30))
                .setReportedAt(AT);
    }

    private static RejectedReport rejected(RefusalCode code, ProgressReport report, Instant at) {
        return new RejectedReport(
                code.name(), code.messageVi(), code.messageEn(), report, Topics.PROGRESS.name(), 0, 7L, at);
    }

    private void refuse(RefusalCode code, ProgressReport.Builder report) {
        refuse(rejected(code, report.build(), AT));
    }

    private void refuse(RejectedReport rejected) {
        records.add(broker.producer().encode(Topics.REJECTED, rejected));
    }

    private MockConsumer<String, byte[]> consumer() {
        MockConsumer<String, byte[]> mock = new MockConsumer<>("earliest");
        Node node = new Node(1, "nowhere", 9092);
        mock.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, node, new Node[] {node}, new Node[] {node})));
        mock.updateBeginningOffsets(Map.of(PARTITION, 0L));
        mock.updateEndOffsets(Map.of(PARTITION, (long) records.size()));
        mock.schedulePollTask(() -> give(mock, 0));
        return mock;
    }

    private void give(MockConsumer<String, byte[]> mock, int first) {
        for (int offset = first; offset < records.size(); offset++) {
            mock.addRecord(new ConsumerRecord<>(
                    PARTITION.topic(),
                    0,
                    offset,
                    AT.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    -1,
                    -1,
                    "key",
                    records.get(offset),
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }

    private int run(String... arguments) {
        CommandContext context = new CommandContext(
                Map.of(
                        "TIENDO_BOOTSTRAP",
                        broker.connection().bootstrapServers(),
                        "TIENDO_REGISTRY",
                        broker.connection().registryUrl()),
                Clock.systemUTC(),
                connection -> {
                    throw new IllegalStateException("rejections write nothing");
                },
                settings -> {
                    kafka.set(consumer());
                    return kafka.get();
                });
        return ProducerMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void aRefusedReportIsToldWithTheReasonAndTheCommandThatSendsItAgain() {
        // Given
        refuse(RefusalCode.REPORT_ID_REUSED, report("phường-1").setNote("Đã xong 'đợt 1'\nhết"));
        // When
        int exitCode = run("rejections");
        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "2025-07-01 00:00  REPORT_ID_REUSED  task lam-dong.t-1  unit phường-1  report r-1",
                        "  " + RefusalCode.REPORT_ID_REUSED.messageVi(),
                        "  Gửi lại sau khi sửa: tiendo report lam-dong.t-1 --unit phường-1 --status in-progress"
                                + " --as-of 2025-06-30 --percent 40 --note 'Đã xong '\\''đợt 1'\\'' hết'");
    }

    @ParameterizedTest
    @CsvSource({
        "PERCENT_OUT_OF_RANGE, --percent 0-100",
        "NEGATIVE_FIGURE, --numerator N --denominator N",
        "MISSING_FIGURE, --numerator N --denominator N",
        "FUTURE_DATED, --as-of DATE",
        "NOT_ASSIGNED, --unit UNIT",
        "UNKNOWN_PERIOD, --period PERIOD",
    })
    void whatWasWrongIsLeftToBeFilledIn(RefusalCode code, String blank) {
        // Given
        refuse(code, report("u-1").setNumerator(-5L).setPeriod("2025-13"));
        // When
        run("rejections", "--lang", "en");
        // Then
        assertThat(out.toString()).contains("  " + code.messageEn() + "\n  Corrected, send: tiendo report ", blank);
    }

    @Test
    void aCancelledTaskTakesNoReportHoweverCorrected() {
        // Given
        refuse(RefusalCode.TASK_CANCELLED, report("u-1"));
        // When
        run("rejections");
        // Then
        assertThat(out.toString()).doesNotContain("tiendo report");
    }

    @Test
    void theEarliestComesFirstAndUnitsNarrowIt() {
        // Given
        refuse(rejected(RefusalCode.BAD_ID, report("u-2").setReportId("late").build(), AT.plusSeconds(60)));
        refuse(rejected(RefusalCode.BAD_ID, report("u-1").setReportId("other").build(), AT.plusSeconds(30)));
        refuse(rejected(RefusalCode.BAD_ID, report("u-2").setReportId("early").build(), AT));
        records.add(1, new byte[] {1, 2, 3});
        // When
        run("rejections", "--unit", "u-2", "--json");
        // Then
        assertThat(out.toString().lines())
                .hasSize(2)
                .first()
                .isEqualTo(ContractJson.toJson(rejected(
                                RefusalCode.BAD_ID,
                                report("u-2").setReportId("early").build(),
                                AT))
                        .toString());
    }

    @Test
    void followingPrintsWhatIsRefusedFromNowOn() throws Exception {
        // Given
        refuse(RefusalCode.BAD_ID, report("u-1").setReportId("before"));
        CompletableFuture<Integer> command = CompletableFuture.supplyAsync(() -> run("rejections", "--follow"));
        await().until(() -> err.toString().contains("Ctrl-C ends"));
        // When
        refuse(RefusalCode.BAD_ID, report("u-1").setReportId("after"));
        kafka.get().schedulePollTask(() -> give(kafka.get(), 1));
        await().until(() -> out.toString().contains("tiendo report"));
        kafka.get().wakeup();
        // Then
        assertThat(command.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString()).contains("report after").doesNotContain("report before");
    }

    @Test
    void fromTheBeginningGoesWithFollowOnly() {
        // When / Then
        assertThat(run("rejections", "--from-beginning")).isEqualTo(2);
        assertThat(run("rejections", "--lang", "fr")).isEqualTo(2);
    }
}
