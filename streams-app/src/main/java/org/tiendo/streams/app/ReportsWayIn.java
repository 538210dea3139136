package org.tiendo.streams.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.producer.spool.SpoolStatus;
import org.tiendo.streams.gateway.FileReports;
import org.tiendo.streams.gateway.Intake;
import org.tiendo.streams.serving.ReportsDoor;
import org.tiendo.streams.serving.Trail;

/** The way of reports from an HTTP request to Kafka: door, bounded intake, reporter with a spool. */
final class ReportsWayIn implements AutoCloseable {
    /** Longer than the spool's own patience, after which it says that a report is spooled. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ProgressReporter reporter;
    private final Intake intake;
    private final ReportsDoor door;

    private ReportsWayIn(ProgressReporter reporter, Intake intake, ReportsDoor door) {
        this.reporter = reporter;
        this.intake = intake;
        this.door = door;
    }

    /** @throws org.tiendo.producer.OperationFailedException when the spool cannot be opened */
    static ReportsWayIn open(AppConfig config, Trail trail, MeterRegistry metrics) {
        Connection connection = config.connection();
        ProgressReporter reporter = ProgressReporter.builder()
                .connection(connection)
                .spool(config.spoolDirectory())
                .spoolSettings(
                        SpoolSettings.DEFAULTS.withMaxBytes(config.intake().spoolBytes()))
                .meters(metrics)
                .build();
        Intake intake = new Intake(
                reporter::send, new EarlierReports(trail), config.intake().most(), PATIENCE, System::nanoTime);
        FileReports files = new FileReports(new PublishedCache(() -> readPublished(connection)));
        ReportsDoor door =
                new ReportsDoor(intake, files, trail, InstantSource.system(), metrics, () -> notes(reporter.spool()));
        return new ReportsWayIn(reporter, intake, door);
    }

    private static PublishedDefinitions readPublished(Connection from) {
        try (DefinitionReader reader = new DefinitionReader(from, new KafkaConsumer<>(from.consumerSettings(null)))) {
            return reader.readAll();
        }
    }

    /** What those who run it should know of reports that could not be handed on; none of it makes it unready. */
    private static List<String> notes(Optional<Spool> spool) {
        return spool
                .map(Spool::status)
                .filter(status -> status.depth() + status.held() > 0)
                .map(ReportsWayIn::note)
                .stream()
                .toList();
    }

    /** Readiness may be asked by anybody: why they wait is for the log and for {@code tiendo spool status}. */
    private static String note(SpoolStatus status) {
        return "spool: " + status.depth() + " reports wait to be sent, " + status.held() + " are held aside";
    }

    ReportsDoor door() {
        return door;
    }

    /** Answers those that wait, then sends what is left, or leaves it on disk. */
    @Override
    public void close() {
        door.close();
        intake.close();
        reporter.close();
    }
}
