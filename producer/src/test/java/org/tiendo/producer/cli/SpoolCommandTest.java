package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.contract.Topics;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.TestBroker;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import picocli.CommandLine;

class SpoolCommandTest {
    @TempDir
    private Path directory;

    private final TestBroker broker = new TestBroker(true);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void statusSaysWhatReportsWaitForAndExitsWithOne() {
        // Given
        spool(broker.producer(), "r-1");
        // When
        int code = run("status");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("used by nobody now", "waiting:  1 reports", "Register it: tiendo topics --create");
    }

    @Test
    void drainSendsWhatWaitsAndStatusIsThenWell() {
        // Given
        spool(broker.producer(), "r-1");
        spool(broker.producer(), "r-2");
        broker.registerSchemas();
        // When
        int code = run("drain");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("2 of 2 reports left the spool, 0 are held aside");
        assertThat(broker.records(Topics.PROGRESS))
                .extracting(ProducerRecord::key)
                .containsExactly("t-1", "t-1");
        assertThat(run("status")).isZero();
    }

    @Test
    void drainThatCannotSendLeavesAllAndExitsWithOne() {
        // Given
        spool(broker.producer(), "r-1");
        // When
        int code = run("drain");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("1 reports are left in", "Register it: tiendo topics --create");
    }

    @Test
    void heldReportsAreListedExportedTriedAgainAndDiscarded() throws IOException {
        // Given
        broker.registerSchemas();
        try (TestBroker small = new TestBroker(true)) {
            small.registerSchemas();
            small.kafka().sendException = new RecordTooLargeException();
            spool(small.producer(), "r-1");
            spool(small.producer(), "r-2");
        }
        Path export = directory.resolve("held.ndjson");
        // When
        assertThat(run("held")).isZero();
        assertThat(run("held", "--export", export.toString())).isZero();
        assertThat(run("held", "--discard", "2")).isZero();
        assertThat(run("held", "--discard", "2")).isEqualTo(2);
        assertThat(run("held", "--retry")).isZero();
        // Then
        assertThat(out.toString())
                .contains("1  r-1  t-1  u-1", "Shorten notes", "2 reports are held aside", "r-1  sent");
        assertThat(Files.readAllLines(export)).hasSize(2).first().asString().startsWith("{\"reportId\":\"r-1\"");
        assertThat(err.toString()).contains("no report of the number 2 is held");
        assertThat(broker.records(Topics.PROGRESS)).hasSize(1);
    }

    @Test
    void aDirectoryWithoutASpoolIsBadInput() {
        // When
        int code = run("status");
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("there is no spool in").contains("--spool DIR");
    }

    @Test
    void aSpoolThatAProgramUsesIsShownButNotDrained() {
        // Given
        try (ProgressReporter reporter = reporter(broker.producer())) {
            assertThat(run("status")).isZero();
            // When
            int code = run("drain");
            // Then
            assertThat(code).isEqualTo(1);
            assertThat(out.toString()).contains("used by process");
            assertThat(err.toString()).contains("A directory serves one program at a time");
            assertThat(reporter.spool()).isPresent();
        }
    }

    private void spool(ContractProducer producer, String id) {
        try (ProgressReporter reporter = reporter(producer)) {
            ProgressReport report = reporter.newReport("t-1", "u-1", Status.DONE, LocalDate.of(2025, 6, 30))
                    .setReportId(id)
                    .build();
            assertThat(reporter.send(report).join()).isInstanceOf(SendResult.Spooled.class);
        }
    }

    /** Its spool leaves the producer open. */
    private ProgressReporter reporter(ContractProducer producer) {
        return ProgressReporter.builder()
                .outlet(new KeptOpen(producer))
                .spool(directory.resolve("spool"))
                .spoolSettings(SpoolSettings.DEFAULTS.withPatience(Duration.ofSeconds(10)))
                .build();
    }

    private int run(String... arguments) {
        CommandContext context = new CommandContext(Map.of(), Clock.systemUTC(), to -> broker.producer());
        CommandLine line = ProducerMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 7];
        all[0] = "spool";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        String[] connection = {
            "--bootstrap",
            "x:1",
            "--registry",
            "http://x",
            "--spool",
            directory.resolve("spool").toString()
        };
        System.arraycopy(connection, 0, all, arguments.length + 1, 6);
        return line.execute(all);
    }
}
