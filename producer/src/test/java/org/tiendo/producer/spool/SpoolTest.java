package org.tiendo.producer.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.SendResult;

class SpoolTest {
    @TempDir
    private Path directory;

    private final FakeOutlet outlet = new FakeOutlet();

    @Test
    void aReportIsOnDiskBeforeTheOutletGetsIt() {
        // Given
        AtomicBoolean found = new AtomicBoolean();
        outlet.answer(report -> {
            found.set(isOnDisk("r-1"));
            return FakeOutlet.delivered(report);
        });
        // When
        SendResult result;
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            result = spool.send(SpoolRig.report("t-1", "r-1")).join();
        }
        // Then
        assertThat(found).isTrue();
        assertThat(result).isEqualTo(new SendResult.Accepted("r-1", "tiendo.progress", 0, 1));
    }

    private boolean isOnDisk(String id) {
        try {
            byte[] bytes = Files.readAllBytes(SpoolRig.segments(directory).get(0));
            return new String(bytes, StandardCharsets.ISO_8859_1).contains(id);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whileTheLineIsDownReportsAreSpooledAndLaterGoOutInOrder() {
        // Given
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> "r-" + i).toList();
        outlet.answer(report -> FakeOutlet.down());
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            for (String id : ids) {
                assertThat(spool.send(SpoolRig.report("t-1", id)).join())
                        .isEqualTo(new SendResult.Spooled(id, "the line is down"));
            }
            assertThat(spool.status().condition().state()).isEqualTo(SpoolCondition.State.RETRYING);
            // When
            outlet.answer(FakeOutlet::delivered);
            await().until(() -> spool.depth() == 0);
            // Then
            assertThat(spool.status().condition().state()).isEqualTo(SpoolCondition.State.DRAINING);
        }
        assertThat(outlet.ids()).isEqualTo(ids);
    }

    @Test
    void anOutletThatTakesItsTimeKeepsTheCallerWaitingNoLongerThanPatience() {
        // Given
        AtomicBoolean free = new AtomicBoolean();
        outlet.answer(report -> {
            await().untilTrue(free);
            return FakeOutlet.delivered(report);
        });
        try (Spool spool = Spool.open(directory, SpoolRig.IMPATIENT, outlet, SpoolRig.CLOCK)) {
            // When
            SendResult result = spool.send(SpoolRig.report("t-1", "r-1")).join();
            // Then
            assertThat(result)
                    .isEqualTo(new SendResult.Spooled("r-1", "No acknowledgement within 50 ms; it will be sent"));
            free.set(true);
        }
    }

    @Test
    void whatWasDeliveredIsNotDeliveredAgainAfterARestart() {
        // Given
        outlet.answer(
                report -> report.report().getTaskId().equals("t-2") ? FakeOutlet.down() : FakeOutlet.delivered(report));
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            for (int i = 0; i < 10; i++) {
                spool.send(SpoolRig.report("t-" + (1 + i % 2), "r-" + i)).join();
            }
            await().until(() -> spool.depth() == 5);
        }
        FakeOutlet next = new FakeOutlet();
        // When
        try (Spool spool = SpoolRig.open(directory, next)) {
            await().until(() -> spool.depth() == 0);
        }
        // Then
        assertThat(outlet.ids()).containsExactly("r-0", "r-2", "r-4", "r-6", "r-8");
        assertThat(next.ids()).containsExactly("r-1", "r-3", "r-5", "r-7", "r-9");
    }

    @Test
    void aReportThatMustWaitKeepsTheLaterOnesOfItsTaskBehindIt() {
        // Given
        AtomicInteger tries = new AtomicInteger();
        SpoolRig.fill(directory, List.of("r-0", "r-1", "r-2"));
        outlet.answer(report -> report.report().getReportId().equals("r-1") && tries.getAndIncrement() == 0
                ? FakeOutlet.down()
                : FakeOutlet.delivered(report));
        // When
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            await().until(() -> spool.depth() == 0);
        }
        // Then
        assertThat(outlet.ids()).containsExactly("r-0", "r-2", "r-1", "r-2");
    }

    @Test
    void whatCannotBeTakenAsItIsIsHeldAsideWithTheReasonAndOthersGoOn() throws IOException {
        // Given
        outlet.answer(report -> switch (report.report().getReportId()) {
            case "large" -> new Delivery.Held("Too large. Shorten it");
            case "wrong" -> new Delivery.Refused(RefusalCode.NOT_ASSIGNED);
            default -> FakeOutlet.delivered(report);
        });
        List<SendResult> results = new ArrayList<>();
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            // When
            for (String id : List.of("large", "wrong", "good")) {
                results.add(spool.send(SpoolRig.report("t-1", id)).join());
            }
            // Then
            await().until(() -> spool.depth() == 0);
            assertThat(spool.status().held()).isEqualTo(2);
        }
        assertThat(results.get(0)).isEqualTo(new SendResult.Spooled("large", "Held aside. Too large. Shorten it"));
        assertThat(results.get(1)).isEqualTo(new SendResult.Refused("wrong", RefusalCode.NOT_ASSIGNED));
        assertThat(results.get(2)).isInstanceOf(SendResult.Accepted.class);
        List<HeldReport> held = new HeldReports(directory).all();
        assertThat(held).extracting(report -> report.report().getReportId()).containsExactly("large", "wrong");
        assertThat(held.get(0).report()).isEqualTo(SpoolRig.report("t-1", "large"));
        assertThat(held.get(1).reason()).startsWith("NOT_ASSIGNED: ");
    }

    @Test
    void whatSomebodyHasToMendIsSaidAndTriedAgain() {
        // Given
        outlet.answer(report -> new Delivery.Later(Delivery.Pace.SLOWLY, "Check the clock"));
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            // When
            SendResult result = spool.send(SpoolRig.report("t-1", "r-1")).join();
            // Then
            assertThat(result).isEqualTo(new SendResult.Spooled("r-1", "Check the clock"));
            await().until(() -> spool.status().condition().state() == SpoolCondition.State.NEEDS_ATTENTION);
            assertThat(spool.status().condition().reason()).isEqualTo("Check the clock");
            outlet.answer(FakeOutlet::delivered);
            await().until(() -> spool.depth() == 0);
        }
    }

    @Test
    void aFullSpoolTakesNothingMoreAndSaysSoUntilThereIsRoom() {
        // Given
        SpoolSettings small = SpoolRig.IMPATIENT.withMaxBytes(64 * 1024);
        outlet.answer(report -> FakeOutlet.down());
        try (Spool spool = Spool.open(directory, small, outlet, SpoolRig.CLOCK)) {
            SendResult result;
            int taken = 0;
            do {
                result = spool.send(SpoolRig.report("t-1", "r-" + taken++)).join();
            } while (result instanceof SendResult.Spooled);
            // When
            SendResult.Failed full = (SendResult.Failed) result;
            // Then
            assertThat(full.cause()).isInstanceOf(SpoolFullException.class);
            assertThat(full.whatToDo()).contains("is full (").contains("was not taken");
            assertThat(spool.bytes()).isLessThanOrEqualTo(64 * 1024).isGreaterThan(60 * 1024);
            outlet.answer(FakeOutlet::delivered);
            await().until(() -> spool.depth() == 0);
            assertThat(spool.send(SpoolRig.report("t-1", "again")).join()).isInstanceOf(SendResult.Accepted.class);
            assertThat(spool.bytes()).isLessThan(16 * 1024);
        }
    }

    @Test
    void oneProgramAtATimeHasADirectory() {
        // Given
        try (Spool first = SpoolRig.open(directory, outlet)) {
            // Then
            assertThatThrownBy(() -> SpoolRig.open(directory, outlet))
                    .isInstanceOf(SpoolInUseException.class)
                    .hasMessageContaining("is being used by this very program");
            assertThat(first.send(SpoolRig.report("t-1", "r-1")).join()).isInstanceOf(SendResult.Accepted.class);
        }
        SpoolRig.open(directory, outlet).close();
    }

    @Test
    void filesAreDeletedOnceAllInThemIsDelivered() throws IOException {
        // Given
        SpoolSettings small = SpoolRig.QUICK.withMaxBytes(256 * 1024);
        try (Spool spool = Spool.open(directory, small, outlet, SpoolRig.CLOCK)) {
            // When
            for (int i = 0; i < 1_000; i++) {
                spool.send(SpoolRig.report("t-1", "r-" + i)).join();
            }
            await().until(() -> spool.depth() == 0);
            // Then
            assertThat(spool.bytes()).isLessThan(40 * 1024);
            assertThat(SpoolRig.segments(directory)).hasSizeLessThan(3);
        }
    }

    @Test
    void aReportSentAfterClosingFails() {
        // Given
        Spool spool = SpoolRig.open(directory, outlet);
        spool.close();
        // When
        SendResult result = spool.send(SpoolRig.report("t-1", "r-1")).join();
        // Then
        assertThat(((SendResult.Failed) result).whatToDo()).isEqualTo("the reporter is closed");
    }
}
