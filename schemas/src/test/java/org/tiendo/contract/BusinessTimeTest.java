package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tiendo.testing.ForAll;

class BusinessTimeTest {
    @Test
    void theDayBeginsAtMidnightInVietnam() {
        // Then
        assertThat(BusinessTime.dayOf(Instant.parse("2025-12-31T16:59:59.999Z")))
                .isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(BusinessTime.dayOf(Instant.parse("2025-12-31T17:00:00Z"))).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(BusinessTime.startOf(LocalDate.of(2026, 1, 1))).isEqualTo(Instant.parse("2025-12-31T17:00:00Z"));
    }

    @Test
    void aDayHoldsItsFirstInstantAndNotTheOneBefore() {
        ForAll.cases(300, random -> {
            // Given
            LocalDate day = LocalDate.ofEpochDay(random.nextInt(50_000));

            // Then
            assertThat(BusinessTime.dayOf(BusinessTime.startOf(day))).isEqualTo(day);
            assertThat(BusinessTime.dayOf(BusinessTime.startOf(day).minusMillis(1)))
                    .isEqualTo(day.minusDays(1));
        });
    }
}
