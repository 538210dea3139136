package org.tiendo.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topics;
import org.tiendo.embedded.StackOptions;
import org.tiendo.embedded.registry.EmbeddedRegistry;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.producer.setup.WriterAccess;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolCondition;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.v1.Status;

/** What a broker does not let an account do keeps the report, and says what to do. */
class SpoolAccessTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final SpoolSettings SETTINGS = SpoolSettings.DEFAULTS
            .withPatience(Duration.ofSeconds(20))
            .withPauses(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(500));

    @TempDir
    private Path directory;

    private final GuardedListener listener = GuardedListener.knowing("ward", "right");
    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private Connection operator;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), true, System.err::println, listener::addTo);
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        operator = new Connection(broker.bootstrapServers(), registry.url());
        new TopicSetup(operator, StackOptions.PARTITIONS, (short) 1).createAndCheck();
        new SchemaSetup(operator, SOON).register();
    }

    @AfterEach
    void stop() {
        broker.close();
        registry.close();
    }

    @Test
    void wrongCredentialsKeepTheReportUntilTheyAreRight() {
        // Given
        allowWriting();
        try (ProgressReporter reporter = reporter("wrong")) {
            // When
            SendResult result = send(reporter);
            // Then
            assertThat(((SendResult.Spooled) result).reason()).contains("did not accept the credentials");
            Spool spool = reporter.spool().orElseThrow();
            await().until(() -> spool.status().condition().state() == SpoolCondition.State.NEEDS_ATTENTION);
        }
        try (ProgressReporter reporter = reporter("right")) {
            Spool spool = reporter.spool().orElseThrow();
            await().atMost(SOON).until(() -> spool.depth() == 0);
            assertThat(spool.status().held()).isZero();
        }
    }

    @Test
    void aRightThatIsGrantedLaterLetsTheReportOutWithoutARestart() {
        // Given
        try (ProgressReporter reporter = reporter("right")) {
            SendResult result = send(reporter);
            assertThat(((SendResult.Spooled) result).reason()).contains("does not allow this account to do that");
            Spool spool = reporter.spool().orElseThrow();
            // When
            allowWriting();
            // Then
            await().atMost(SOON).until(() -> spool.depth() == 0);
            assertThat(spool.status().condition().state()).isEqualTo(SpoolCondition.State.DRAINING);
        }
    }

    private void allowWriting() {
        new WriterAccess(operator).allow(Topics.PROGRESS, "User:ward");
    }

    private ProgressReporter reporter(String password) {
        return ProgressReporter.builder()
                .connection(listener.connection(registry.url(), password))
                .spool(directory.resolve("spool"))
                .spoolSettings(SETTINGS)
                .build();
    }

    private static SendResult send(ProgressReporter reporter) {
        return reporter.send(reporter.newReport("t-1", "u-1", Status.DONE, BusinessTime.dayOf(Instant.now()))
                        .build())
                .join();
    }
}
