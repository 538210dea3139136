package org.tiendo.producer.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.SendResult;

/** A report that must wait holds up its own task only. */
class WaitingTasksTest {
    private static final SpoolSettings MINUTE =
            SpoolRig.QUICK.withPauses(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMinutes(1));
    private static final Delivery.Later ASK = new Delivery.Later(Delivery.Pace.SLOWLY, "Ask for access");

    @TempDir
    private Path directory;

    private final AtomicInteger tries = new AtomicInteger();
    private final FakeOutlet outlet = FakeOutlet.answering(report -> {
        boolean waits = report.report().getTaskId().equals("t-1");
        tries.addAndGet(waits ? 1 : 0);
        return waits ? ASK : FakeOutlet.delivered(report);
    });

    @Test
    void whatComesMeanwhileGoesOutAtOnce() {
        // Given
        SpoolRig.fill(directory, List.of("r-0"), "t-1", "t-2");
        try (Spool spool = Spool.open(directory, MINUTE, outlet, SpoolRig.CLOCK)) {
            await().until(() -> spool.depth() == 1);
            await().until(() -> spool.status().condition().state() == SpoolCondition.State.NEEDS_ATTENTION);
            // When
            SendResult behind = spool.send(SpoolRig.report("t-3", "r-1")).join();
            // Then
            assertThat(behind).isInstanceOf(SendResult.Accepted.class);
            await().until(() -> spool.depth() == 1);
            assertThat(tries).hasValue(1);
            assertThat(spool.status().condition().reason()).isEqualTo("Ask for access");
        }
    }

    @Test
    void itIsGivenAgainAfterItsPauseAndThenInOrder() {
        // Given
        SpoolRig.fill(directory, List.of("r-0", "r-1"), "t-1", "t-2");
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            // When
            await().until(() -> tries.get() >= 6);
            outlet.answer(FakeOutlet::delivered);
            await().until(() -> spool.depth() == 0);
            // Then
            await().until(() -> spool.status().condition().state() == SpoolCondition.State.DRAINING);
            assertThat(spool.status().condition().reason()).isEmpty();
        }
        assertThat(outlet.ids()).containsExactly("r-0-t-2", "r-1-t-2", "r-0-t-1", "r-1-t-1");
    }
}
