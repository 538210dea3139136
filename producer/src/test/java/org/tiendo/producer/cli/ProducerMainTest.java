package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import picocli.CommandLine;

class ProducerMainTest {
    private static final Instant NOW = Instant.parse("2025-06-30T18:00:00Z");

    @TempDir
    Path directory = Path.of("");

    private final TestBroker broker = TestBroker.ready();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void reportSendsOneReport() {
        // When
        int exitCode = run(
                "report",
                "t-1",
                "--unit",
                "u-1",
                "--status",
                "in-progress",
                "--as-of",
                "2025-06-01",
                "--percent",
                "40",
                "--note",
                "Đang làm",
                "--report-id",
                "r-1",
                "--period",
                "2025");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("Sent report r-1 (tiendo.progress, partition ");
        assertThat(report())
                .isEqualTo(ProgressReport.newBuilder()
                        .setReportId("r-1")
                        .setTaskId("t-1")
                        .setUnitId("u-1")
                        .setStatus(Status.IN_PROGRESS)
                        .setPercent(40)
                        .setNote("Đang làm")
                        .setPeriod("2025")
                        .setAsOf(LocalDate.of(2025, 6, 1))
                        .setReportedAt(NOW)
                        .build());
    }

    @Test
    void aReportSpeaksOfTodayInVietnamUnlessItSaysOtherwise() {
        // When
        run("report", "t-1", "--unit", "u-1", "--status", "DONE");

        // Then
        assertThat(report().getAsOf()).isEqualTo(LocalDate.of(2025, 7, 1));
    }

    @Test
    void aRefusedReportIsBadInputInBothLanguages() {
        // When
        int exitCode = run("report", "t-1", "--unit", "u-1", "--status", "done", "--percent", "120");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "PERCENT_OUT_OF_RANGE", "percent must be from 0 to 100", "Tỷ lệ hoàn thành phải từ 0 đến 100");
        assertThat(broker.kafka().history()).isEmpty();
    }

    @Test
    void anUnknownStatusIsAUsageError() {
        // When
        int exitCode = run("report", "t-1", "--unit", "u-1", "--status", "finished");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("'finished' is none of not-started, in-progress, done, blocked");
    }

    @Test
    void categoriesBesideThePlansAreNoPlan() {
        // When
        int exitCode = run("publish-plan", "--check", "../plans/categories.yaml", "../plans/tien-lang-28nq.yaml");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines()).containsExactly("tien-lang-28nq: 8 units, 2 indicators, 45 tasks: sound");
    }

    @Test
    void theWorkingCalendarBesideThePlansIsCheckedAndNotPublished() throws IOException {
        // Given
        Path bad = Files.writeString(directory.resolve("working-calendar.yaml"), "version: '1'\n");

        // When
        int withSound = run("publish-plan", "../plans/working-calendar.yaml", "../plans/tien-lang-28nq.yaml");
        int withBad = run("publish-plan", bad.toString(), "../plans/tien-lang-28nq.yaml");

        // Then
        assertThat(withSound).isZero();
        assertThat(out.toString().lines())
                .containsExactly("tien-lang-28nq: 8 units, 2 indicators, 45 tasks: published");
        assertThat(withBad).isEqualTo(2);
        assertThat(err.toString()).contains("nothing was published", bad + ":1:1: years: must be a list");
    }

    @Test
    void publishPlanPublishesEveryFile() {
        // When
        int exitCode = run("publish-plan", "../plans/tien-lang-28nq.yaml", "../plans/dong-nai-28nq.yaml");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "tien-lang-28nq: 8 units, 2 indicators, 45 tasks: published",
                        "dong-nai-28nq: 8 units, 1 indicators, 106 tasks: published");
        assertThat(broker.records(Topics.TASKS)).hasSize(45 + 2 + 106 + 1);
    }

    @Test
    void aPlanGoesOutUnitsFirstThenPlanIndicatorsAndTasks() {
        // When
        run("publish-plan", "../plans/tien-lang-28nq.yaml", "--at", "2023-08-01T00:00:00Z");

        // Then
        assertThat(broker.kafka().history().stream()
                        .map(record -> record.topic())
                        .distinct())
                .containsExactly("tiendo.units", "tiendo.plans", "tiendo.indicators", "tiendo.tasks");
        assertThat(broker.flushedAfter()).contains(8, 9, 11, 58);
        assertThat(broker.kafka().history())
                .allMatch(record -> record.timestamp()
                        == Instant.parse("2023-08-01T00:00:00Z").toEpochMilli());
    }

    @Test
    void onePlanWithAMistakeKeepsAllBack() throws IOException {
        // Given
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "plan: {id: p}\nunits: []\ntasks: []\n");

        // When
        int exitCode = run("publish-plan", "../plans/tien-lang-28nq.yaml", bad.toString());

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("nothing was published", bad + ":1:7: plan.title_vi: missing");
        assertThat(broker.kafka().history()).isEmpty();
    }

    @Test
    void simulateEndsWithTheDayThatIsAskedFor() {
        // When
        int exitCode = run("simulate", "--seed", "7", "--from", "2022-03-01", "--to", "2022-03-31");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("Published 1 plans, ").contains(" 17 days");
        assertThat(broker.records(Topics.CLOCK)).hasSize(17 * TestBroker.PARTITIONS);
    }

    @Test
    void replayPrintsWhatItDid() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("history.ndjson"),
                "{\"topic\":\"tiendo.tasks\",\"timestamp\":\"2024-03-01T02:00:00Z\",\"key\":\"t\",\"value\":null}\n");

        // When
        int exitCode = run("replay", file.toString());

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Replayed 1 lines:", "tiendo.tasks: 1 records");
    }

    @Test
    void replayOfABadLineIsBadInput() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("history.ndjson"), "{}\n");

        // Then
        assertThat(run("replay", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("tiendo replay: line 1 names no topic of Tiendo");
        assertThat(run("replay", "nowhere.ndjson")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.ndjson cannot be read");
    }

    @Test
    void topicsListsTheCatalogueWithoutAConnection() {
        // When
        int exitCode = run("topics");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(Topics.all().size());
        assertThat(out.toString())
                .contains(Topics.all().stream().map(Topic::name).toList());
    }

    private ProgressReport report() {
        return (ProgressReport) broker.read(broker.records(Topics.PROGRESS).get(0));
    }

    private int run(String... arguments) {
        CommandLine line = ProducerMain.commandLine(new CommandContext(
                Map.of("TIENDO_BOOTSTRAP", "nowhere:9092", "TIENDO_REGISTRY", "mock://unused"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                connection -> broker.producer()));
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
