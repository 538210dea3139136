package org.tiendo.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

class DefinitionCheckTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final Instant NOW = Instant.parse("2025-06-30T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Deque<PublishedDefinitions> published = new ArrayDeque<>();
    private final AtomicInteger reads = new AtomicInteger();

    private PublishedDefinitions read() {
        reads.incrementAndGet();
        return published.size() > 1 ? published.remove() : published.element();
    }

    @Test
    void aReportThatDoesNotFitItsTaskIsRefused() {
        // Given
        published.add(assignedTo("u-2"));
        try (DefinitionCheck check = new DefinitionCheck(this::read, PATIENCE)) {
            // Then
            assertThat(check.check(report("t-1"), NOW)).contains(RefusalCode.NOT_ASSIGNED);
            assertThat(check.check(report("t-unknown"), NOW)).isEmpty();
        }
    }

    @Test
    void nothingIsRefusedByWhatWasReadBefore() {
        // Given
        published.addAll(List.of(assignedTo("u-2"), assignedTo("u-1")));
        try (DefinitionCheck check = new DefinitionCheck(this::read, PATIENCE)) {
            // Then
            assertThat(check.check(report("t-1"), NOW)).isEmpty();
            assertThat(reads).hasValue(2);
            assertThat(check.check(report("t-1"), NOW)).isEmpty();
            assertThat(reads).hasValue(2);
        }
    }

    @Test
    void whatCannotBeReadRefusesNothingAndHoldsUpOneReportOnly() {
        // Given
        CountDownLatch down = new CountDownLatch(1);
        DefinitionCheck check = new DefinitionCheck(
                () -> {
                    reads.incrementAndGet();
                    try {
                        down.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return assignedTo("u-2");
                },
                Duration.ofMillis(200));
        try (check) {
            // When
            assertThat(check.check(report("t-1"), NOW)).isEmpty();
            down.countDown();
            // Then
            // Had this one waited for what can be read by now, it would be refused.
            assertThat(check.check(report("t-1"), NOW)).isEmpty();
            assertThat(reads).hasValue(1);
        }
    }

    private static PublishedDefinitions assignedTo(String unit) {
        TaskDefinition task = TaskDefinition.newBuilder()
                .setTaskId("t-1")
                .setPlanId("p-1")
                .setCategoryId("c-1")
                .setTitleVi("Nhiệm vụ")
                .setAssignments(List.of(unit))
                .setDeadline(Deadline.newBuilder()
                        .setKind(DeadlineKind.BY_DATE)
                        .setDue(LocalDate.of(2025, 12, 31))
                        .build())
                .build();
        return new PublishedDefinitions.Builder()
                .task(task, "t-1", NOW.minusSeconds(60))
                .build();
    }

    private static ProgressReport report(String task) {
        return ProgressReport.newBuilder()
                .setReportId("r-1")
                .setTaskId(task)
                .setUnitId("u-1")
                .setStatus(Status.DONE)
                .setAsOf(LocalDate.of(2025, 6, 30))
                .setReportedAt(NOW)
                .build();
    }
}
