package org.tiendo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.RunningStack;

class DemoTest {
    private static final Instant FIRST_DAY = Instant.parse("2025-09-30T18:00:00Z");
    private static final Instant LATER = Instant.parse("2025-11-05T02:00:00Z");

    @TempDir
    Path directory;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void aHistoryCutShortIsPublishedAgainToTheSameDayAndThenNeverMore() throws Exception {
        // Given
        FakeParts interrupted = new FakeParts().failingToPublish();
        FakeParts completing = new FakeParts();
        FakeParts resuming = new FakeParts();
        try (Demo demo = demo(interrupted, FIRST_DAY, false, null)) {
            assertThatThrownBy(demo::start).hasMessage("cut short");
        }
        // When
        start(completing, LATER, false, null);
        start(resuming, LATER, false, null);
        // Then
        assertThat(interrupted.calls()).containsExactly("start", "publish until 2025-10-01", "close");
        assertThat(completing.calls()).containsExactly("start", "publish until 2025-10-01", "clock", "close");
        assertThat(resuming.calls()).containsExactly("start", "clock", "close");
    }

    @Test
    void aDirectoryBegunEmptyForReplayStaysSo() throws Exception {
        // Given
        start(new FakeParts(), FIRST_DAY, true, DemoClock.REPLAY);
        FakeParts second = new FakeParts();
        // When
        start(second, LATER, false, null);
        // Then
        assertThat(second.calls()).containsExactly("start", "close");
        assertThat(lines).anyMatch(line -> line.contains("begun with --empty"));
    }

    @Test
    void commandsFindTheStackOnlyWhileItRuns() throws Exception {
        // Given
        FakeParts parts = new FakeParts();
        try (Demo demo = demo(parts, FIRST_DAY, true, null)) {
            // When
            demo.start();
            // Then
            assertThat(RunningStack.find(directory))
                    .hasValueSatisfying(stack -> assertThat(stack.http()).isEqualTo(parts.url()));
            assertThat(lines).filteredOn(line -> line.startsWith("  curl ")).hasSize(3);
        }
        assertThat(RunningStack.find(directory)).isEmpty();
    }

    @Test
    void aPipelineThatStopsForGoodEndsTheDemoWithItsReason() throws Exception {
        // Given
        FakeParts parts = new FakeParts();
        try (Demo demo = demo(parts, FIRST_DAY, true, null)) {
            demo.start();
            // When
            parts.failPipeline("IllegalStateException: no luck");
            // Then
            assertThat(demo.awaitEnd()).contains("the pipeline has stopped: IllegalStateException: no luck");
        }
    }

    private void start(FakeParts parts, Instant now, boolean empty, @Nullable DemoClock clock)
            throws InterruptedException {
        try (Demo demo = demo(parts, now, empty, clock)) {
            demo.start();
        }
    }

    private Demo demo(FakeParts parts, Instant now, boolean empty, @Nullable DemoClock clock) {
        DemoOptions options = new DemoOptions(directory, 8080, empty, clock, false);
        return new Demo(options, parts, parts, InstantSource.fixed(now), lines::add);
    }
}
