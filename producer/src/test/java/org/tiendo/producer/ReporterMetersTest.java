package org.tiendo.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class ReporterMetersTest {
    private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void eachReportIsCountedOnceByWhatBecameOfIt() {
        // Given
        try (TestBroker broker = new TestBroker(false);
                ProgressReporter reporter = ProgressReporter.builder()
                        .producer(broker.producer())
                        .meters(meters)
                        .build()) {
            broker.registerSchemas();
            // When
            var accepted = reporter.send(report(reporter).build());
            broker.kafka().completeNext();
            var failed = reporter.send(report(reporter).build());
            broker.kafka().errorNext(new RecordTooLargeException());
            var refused = reporter.send(report(reporter).setPercent(-1).build());
            // Then
            assertThat(accepted.join()).isInstanceOf(SendResult.Accepted.class);
            assertThat(failed.join()).isInstanceOf(SendResult.Failed.class);
            assertThat(refused.join()).isInstanceOf(SendResult.Refused.class);
            assertThat(count("sent")).isEqualTo(1);
            assertThat(count("failed")).isEqualTo(1);
            assertThat(count("refused")).isEqualTo(1);
            assertThat(count("spooled")).isZero();
            assertThat(meters.get("tiendo.producer.send").timer().count()).isEqualTo(3);
        }
    }

    @Test
    void theSpoolShowsWhatWaitsInIt() {
        // Given
        try (TestBroker broker = new TestBroker(true);
                ProgressReporter reporter = ProgressReporter.builder()
                        .producer(broker.producer())
                        .spool(directory)
                        .spoolSettings(SpoolSettings.DEFAULTS)
                        .meters(meters)
                        .build()) {
            // When
            SendResult result = reporter.send(report(reporter).build()).join();
            // Then
            assertThat(result).isInstanceOf(SendResult.Spooled.class);
            assertThat(count("spooled")).isEqualTo(1);
            assertThat(meters.get("tiendo.producer.spool.depth").gauge().value())
                    .isEqualTo(1);
            assertThat(meters.get("tiendo.producer.spool.bytes").gauge().value())
                    .isGreaterThan(50);
        }
    }

    private double count(String result) {
        return meters.get("tiendo.producer.reports")
                .tag("result", result)
                .counter()
                .count();
    }

    private static ProgressReport.Builder report(ProgressReporter reporter) {
        return reporter.newReport("t-1", "u-1", Status.DONE, DAY);
    }
}
