package org.tiendo.streams.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.SendResult;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class IntakeTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> acknowledgement = CompletableFuture.completedFuture(null);
    private final CountDownLatch unblocked = new CountDownLatch(1);
    private boolean blocks;
    private final Intake intake =
            new Intake(this::send, (taskId, reportId) -> Optional.empty(), 10, PATIENCE, System::nanoTime);

    @AfterEach
    void close() {
        unblocked.countDown();
        intake.close();
    }

    private CompletableFuture<SendResult> send(ProgressReport report) {
        if (blocks) {
            try {
                unblocked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        sent.add(report.getReportId());
        return acknowledgement.thenApply(
                none -> new SendResult.Accepted(report.getReportId(), "tiendo.progress", 0, sent.size()));
    }

    private static List<Incoming> items(String prefix, int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(index -> (Incoming) new Incoming.Legible(
                        index,
                        null,
                        ProgressReport.newBuilder()
                                .setReportId(prefix + index)
                                .setTaskId("t")
                                .setUnitId("u" + index)
                                .setStatus(Status.DONE)
                                .setAsOf(LocalDate.of(2025, 1, 1))
                                .setReportedAt(Instant.EPOCH)
                                .build(),
                        false))
                .toList());
    }

    private static List<String> outcomes(List<ItemResult> results) {
        return results.stream()
                .map(result -> result.outcome().getClass().getSimpleName())
                .toList();
    }

    @Test
    void itemsAreSentInTheirOrderAndAnsweredInIt() {
        // Given
        List<Incoming> items = items("r", 4);
        items.set(1, new Incoming.Illegible(1, null, null, ItemRefusal.NOT_A_REPORT));

        // When
        List<ItemResult> results =
                intake.take(items, unitId -> !unitId.equals("u2")).join();

        // Then
        assertThat(outcomes(results)).containsExactly("Accepted", "Refused", "Refused", "Accepted");
        assertThat(((Outcome.Refused) results.get(2).outcome()).refusal().code())
                .isEqualTo("UNAUTHORISED_UNIT");
        assertThat(sent).containsExactly("r0", "r3");
    }

    @Test
    void moreThanThereArePlacesForIsNotTakenAtAll() {
        // Given
        acknowledgement = new CompletableFuture<>();
        var waiting = intake.take(items("a", 7), unitId -> true);

        // When / Then
        assertThatThrownBy(() -> intake.take(items("b", 4), unitId -> true)).isInstanceOf(IntakeFullException.class);
        var fits = intake.take(items("c", 3), unitId -> true);
        assertThat(intake.onTheirWay()).isEqualTo(10);
        acknowledgement.complete(null);
        assertThat(outcomes(waiting.join())).containsOnly("Accepted");
        assertThat(outcomes(fits.join())).containsOnly("Accepted");
        assertThat(intake.onTheirWay()).isZero();
        assertThat(sent).noneMatch(reportId -> reportId.startsWith("b"));
    }

    @Test
    void whatARequestHasGivenUpIsNotSentLater() {
        // Given
        blocks = true;

        // When
        List<ItemResult> results = intake.take(items("r", 3), unitId -> true).join();

        // Then
        assertThat(outcomes(results)).containsOnly("Failed");
        assertThat(intake.onTheirWay()).isEqualTo(3);
        unblocked.countDown();
        await().until(() -> intake.onTheirWay() == 0);
        assertThat(sent).containsExactly("r0");
    }

    @Test
    void whatComesAfterTheEndIsAnswered() {
        // Given
        intake.close();

        // When
        List<ItemResult> results = intake.take(items("r", 2), unitId -> true).join();

        // Then
        assertThat(outcomes(results)).containsOnly("Failed");
        assertThat(intake.onTheirWay()).isZero();
    }

    @Test
    void aSenderThatThrowsHarmsNobodyElse() {
        // Given
        try (Intake faulty = new Intake(
                report -> {
                    if (report.getReportId().equals("r0")) {
                        throw new IllegalStateException("a fault");
                    }
                    return send(report);
                },
                (taskId, reportId) -> Optional.empty(),
                10,
                PATIENCE,
                System::nanoTime)) {
            // When
            List<ItemResult> results =
                    faulty.take(items("r", 2), unitId -> true).join();

            // Then
            assertThat(outcomes(results)).containsExactly("Failed", "Accepted");
        }
    }
}
