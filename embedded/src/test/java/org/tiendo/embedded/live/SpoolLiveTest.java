package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.embedded.EmbeddedStack;
import org.tiendo.embedded.StackOptions;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.producer.spool.HeldReports;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolCondition;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** What a real broker refuses or leaves unanswered is kept. */
class SpoolLiveTest {
    private static final SpoolSettings SETTINGS = SpoolSettings.DEFAULTS
            .withPatience(Duration.ofSeconds(20))
            .withPauses(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(500));

    private final Path directory = LiveStack.newDirectory("spool");
    private final AtomicReference<Duration> clockIsAhead = new AtomicReference<>(Duration.ZERO);
    private EmbeddedStack stack;

    @BeforeEach
    void start() {
        stack = EmbeddedStack.start(StackOptions.on(directory.resolve("stack")));
        new TopicSetup(stack.connection(), StackOptions.PARTITIONS, (short) 1).createAndCheck();
        new SchemaSetup(stack.connection(), Duration.ofSeconds(30)).register();
    }

    @AfterEach
    void stop() {
        stack.close();
        LiveStack.delete(directory);
    }

    @Test
    void aReportThatIsTooLargeIsHeldAsideAndItsNeighboursArrive() throws Exception {
        // Given
        List<CompletableFuture<SendResult>> results = new ArrayList<>();
        try (ProgressReporter reporter = reporter(SETTINGS)) {
            // When
            results.add(reporter.send(report(reporter, "before").build()));
            results.add(reporter.send(
                    report(reporter, "large").setNote(noise(100_000)).build()));
            results.add(reporter.send(report(reporter, "after").build()));
            reporter.flush();
        }
        // Then
        assertThat(results.get(0).join()).isInstanceOf(SendResult.Accepted.class);
        assertThat(((SendResult.Spooled) results.get(1).join()).reason())
                .startsWith("Held aside. ")
                .endsWith("takes no record this large. Shorten notes or evidence and send again");
        assertThat(results.get(2).join()).isInstanceOf(SendResult.Accepted.class);
        assertThat(new HeldReports(directory.resolve("spool")).all())
                .extracting(held -> held.report().getReportId())
                .containsExactly("large");
        assertThat(arrived()).containsExactly("before", "after");
    }

    @Test
    void whileTheClockIsWrongReportsWaitAndGoOutOnceItIsRight() {
        // Given
        clockIsAhead.set(Duration.ofHours(3));
        try (ProgressReporter reporter = reporter(SETTINGS)) {
            // When
            SendResult result = reporter.send(report(reporter, "r-1").build()).join();
            // Then
            assertThat(((SendResult.Spooled) result).reason()).contains("Check this machine's clock");
            Spool spool = reporter.spool().orElseThrow();
            await().until(() -> spool.status().condition().state() == SpoolCondition.State.NEEDS_ATTENTION);
            assertThat(arrived()).isEmpty();
            clockIsAhead.set(Duration.ZERO);
            await().until(() -> spool.depth() == 0);
        }
        assertThat(arrived()).containsExactly("r-1");
    }

    @Test
    void whatWasReportedWhileKafkaWasAwayArrivesInOrderWhenItIsBack() {
        // Given
        SpoolSettings impatient = SETTINGS.withPatience(Duration.ofMillis(500));
        try (ProgressReporter reporter = reporter(impatient)) {
            reporter.send(report(reporter, "r-0").build()).join();
            stack.close();
            // When
            for (int i = 1; i < 20; i++) {
                assertThat(reporter.send(report(reporter, "r-" + i).build()).join())
                        .isInstanceOf(SendResult.Spooled.class);
            }
            stack = EmbeddedStack.start(StackOptions.on(directory.resolve("stack")));
            // Then
            await().atMost(LiveStack.PATIENCE)
                    .until(() -> reporter.spool().orElseThrow().depth() == 0);
        }
        assertThat(arrived().stream().distinct())
                .containsExactly(IntStream.range(0, 20).mapToObj(i -> "r-" + i).toArray(String[]::new));
    }

    private ProgressReporter reporter(SpoolSettings settings) {
        Connection connection = new Connection(
                stack.bootstrapServers(),
                stack.registryUrl(),
                Map.of("max.block.ms", "2000", "delivery.timeout.ms", "4000", "request.timeout.ms", "2000"));
        return ProgressReporter.builder()
                .connection(connection)
                .spool(directory.resolve("spool"))
                .spoolSettings(settings)
                .clock(new ClockOfThisMachine())
                .build();
    }

    private static ProgressReport.Builder report(ProgressReporter reporter, String id) {
        return reporter.newReport("t-1", "u-1", Status.DONE, BusinessTime.dayOf(Instant.now()))
                .setReportId(id);
    }

    /** It does not compress to less than a topic takes. */
    private static String noise(int length) {
        return new Random(1)
                .ints(length, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private List<String> arrived() {
        return ProgressTopic.reports(ProgressTopic.read(stack.connection()), stack.connection()).stream()
                .map(ProgressReport::getReportId)
                .toList();
    }

    private final class ClockOfThisMachine extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(clockIsAhead.get());
        }
    }
}
