package org.tiendo.streams.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.Coverage;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.RowMeta;

class KpiTest {
    private static final RowMeta META =
            new RowMeta(Instant.parse("2025-10-01T00:00:00Z"), LocalDate.parse("2025-10-01"), 17L);

    @Test
    void everyCountOfARowIsItsOwn() {
        // Given counts that differ from one another
        Counts counts = Counts.ZERO;
        long next = 100;
        for (Count count : Count.values()) {
            counts = counts.with(count, next++);
        }

        // When
        KpiRow row = Kpi.row("x", "p", "c", null, counts, META);

        // Then
        assertThat(List.of(
                        row.getTasks(),
                        row.getNotStarted(),
                        row.getInProgress(),
                        row.getDone(),
                        row.getBlocked(),
                        row.getOngoing(),
                        row.getDormant(),
                        row.getDoneOnTime(),
                        row.getDoneLate(),
                        row.getOpenInTerm(),
                        row.getOverdue(),
                        row.getDueSoon()))
                .containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L, 110L, 111L);
        assertThat(row.getCoverage()).isEqualTo(new Coverage(114L, 115L, 116L, false));
        assertThat(List.of(row.getUnitId(), row.getPlanId(), row.getCategoryId()))
                .containsExactly("x", "p", "c");
        assertThat(row.getBucket()).isNull();
        assertThat(row.getMeta()).isEqualTo(META);
    }

    @Test
    void aRowIsProvisionalWhileSomethingExpectedIsMissing() {
        assertThat(Kpi.coverage(Counts.of(Count.EXPECTED, 11).with(Count.REPORTED, 9)))
                .isEqualTo(new Coverage(11L, 9L, 0L, true));
        assertThat(Kpi.coverage(Counts.of(Count.EXPECTED, 11).with(Count.REPORTED, 11))
                        .getProvisional())
                .isFalse();
        assertThat(Kpi.coverage(Counts.ZERO).getProvisional()).isFalse();
    }

    @Test
    void categoriesAndBucketsBothAddUpToThePlan() {
        ForAll.cases(300, random -> {
            // Given
            PlanSums sums = new PlanSums();
            Counts expected = Counts.ZERO;
            Counts ofSecondCategory = Counts.ZERO;
            for (int i = random.nextInt(40); i > 0; i--) {
                Cell.Kpi cell = new Cell.Kpi("p", "c" + random.nextInt(4), "2025-Q" + random.nextInt(1, 5));
                Counts counts = Counts.of(Count.TASKS, random.nextLong(1_000)).with(Count.DONE, random.nextLong(1_000));

                // When
                sums.add(cell, counts);

                expected = expected.plus(counts);
                ofSecondCategory = cell.categoryId().equals("c1") ? ofSecondCategory.plus(counts) : ofSecondCategory;
            }

            // Then
            assertThat(sums.total()).isEqualTo(expected);
            assertThat(sums.byCategory().values().stream().reduce(Counts.ZERO, Counts::plus))
                    .isEqualTo(expected);
            assertThat(sums.byBucket().values().stream().reduce(Counts.ZERO, Counts::plus))
                    .isEqualTo(expected);
            assertThat(sums.byCategory().getOrDefault("c1", Counts.ZERO)).isEqualTo(ofSecondCategory);
        });
    }
}
