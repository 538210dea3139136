package org.tiendo.streams.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.streams.deadline.Judgement.Standing;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class OccurrenceCountsTest {
    private static final LocalDate DAY = LocalDate.of(2024, 2, 29);

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @Test
    void progressIsThePercentElseDoneElseTheFigures() {
        assertThat(progress(report(Status.DONE).setPercent(40))).isEqualTo(4_000);
        assertThat(progress(report(Status.DONE).setNumerator(1L).setDenominator(2L)))
                .isEqualTo(10_000);
        assertThat(progress(report(Status.IN_PROGRESS).setNumerator(1L).setDenominator(3L)))
                .isEqualTo(3_333);
        assertThat(progress(report(Status.IN_PROGRESS).setNumerator(2L).setDenominator(3L)))
                .isEqualTo(6_667);
        assertThat(progress(report(Status.BLOCKED).setNumerator(1L).setDenominator(0L)))
                .isZero();
        assertThat(progress(report(Status.BLOCKED).setNumerator(5L))).isZero();
        assertThat(OccurrenceCounts.progressInHundredths(null)).isZero();
    }

    @Test
    void theLargestFiguresDoNotOverflow() {
        long largest = 1_000_000_000_000_000L;
        assertThat(progress(report(Status.IN_PROGRESS).setNumerator(largest).setDenominator(largest)))
                .isEqualTo(10_000);
    }

    @Test
    void aDormantTasksStatusCountsButNothingIsExpectedOfIt() {
        // When
        Counts counts = OccurrenceCounts.ofTask(
                2,
                report(Status.DONE).build(),
                new Judgement(Status.DONE, "dormant", null, Standing.WITHOUT_DEADLINE),
                false);

        // Then
        assertThat(counts)
                .isEqualTo(Counts.of(Count.TASKS, 1)
                        .with(Count.DONE, 1)
                        .with(Count.DORMANT, 1)
                        .with(Count.WEIGHT, 2)
                        .with(Count.WEIGHTED_PERCENT, 20_000));
    }

    @Test
    void whatIsDueSoonIsAlsoOpenInTermAndSilenceCounts() {
        // When
        Counts counts = OccurrenceCounts.ofTask(
                1, null, new Judgement(Status.NOT_STARTED, "2024-Q1", DAY, Standing.DUE_SOON), true);

        // Then
        assertThat(counts)
                .isEqualTo(Counts.of(Count.TASKS, 1)
                        .with(Count.NOT_STARTED, 1)
                        .with(Count.OPEN_IN_TERM, 1)
                        .with(Count.DUE_SOON, 1)
                        .with(Count.WEIGHT, 1)
                        .with(Count.EXPECTED, 1)
                        .with(Count.SILENT, 1));
    }

    private static int progress(ProgressReport.Builder report) {
        return OccurrenceCounts.progressInHundredths(report.build());
    }

    private static ProgressReport.Builder report(Status status) {
        return ProgressReport.newBuilder()
                .setReportId("r")
                .setTaskId("t")
                .setUnitId("u")
                .setStatus(status)
                .setAsOf(DAY)
                .setReportedAt(Instant.EPOCH);
    }
}
