package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.Recurrence;

class PeriodTest {
    private static final List<Recurrence> RECURRING =
            List.of(Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.ANNUAL);

    @ParameterizedTest
    @CsvSource({
        "2025-07-31, ANNUAL,    2025,    2025-01-01, 2025-12-31",
        "2025-12-31, ANNUAL,    2025,    2025-01-01, 2025-12-31",
        "2025-01-01, QUARTERLY, 2025-Q1, 2025-01-01, 2025-03-31",
        "2025-06-30, QUARTERLY, 2025-Q2, 2025-04-01, 2025-06-30",
        "2025-07-01, QUARTERLY, 2025-Q3, 2025-07-01, 2025-09-30",
        "2025-12-31, QUARTERLY, 2025-Q4, 2025-10-01, 2025-12-31",
        "2024-02-01, MONTHLY,   2024-02, 2024-02-01, 2024-02-29",
        "2025-02-28, MONTHLY,   2025-02, 2025-02-01, 2025-02-28",
        "2024-12-31, MONTHLY,   2024-12, 2024-12-01, 2024-12-31"
    })
    void aDayLiesInThePeriodOfItsCalendar(
            LocalDate day, Recurrence every, String name, LocalDate first, LocalDate last) {
        assertThat(Period.holding(day, every)).isEqualTo(new Period(name, first, last));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-Q5, QUARTERLY",
        "2025-Q0, QUARTERLY",
        "2025-q1, QUARTERLY",
        "2025, QUARTERLY",
        "2025-13, MONTHLY",
        "2025-00, MONTHLY",
        "2025-7, MONTHLY",
        "2025-Q1, MONTHLY",
        "25, ANNUAL",
        "2025-07, ANNUAL",
        "'2025 ', ANNUAL",
        "'', ANNUAL",
        "2025, NONE"
    })
    void aNameOfAnotherFormIsNoPeriod(String name, Recurrence every) {
        assertThat(Period.parse(name, every)).isEmpty();
    }

    @Test
    void aNameIsReadAsThePeriodThatItWasWrittenFor() {
        ForAll.cases(500, random -> {
            // Given
            Recurrence every = RECURRING.get(random.nextInt(RECURRING.size()));
            LocalDate day = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(36_525));

            // When
            Period period = Period.holding(day, every);

            // Then
            assertThat(day).isBetween(period.first(), period.last());
            assertThat(Period.parse(period.name(), every)).contains(period);
        });
    }

    @Test
    void periodsFollowOneAnotherWithoutAGapAndTheirNamesSortAsTheyDo() {
        for (Recurrence every : RECURRING) {
            Period period = Period.holding(LocalDate.of(1999, 6, 15), every);
            for (int i = 0; i < 200; i++) {
                Period next = Period.holding(period.last().plusDays(1), every);
                assertThat(next.first()).isEqualTo(period.last().plusDays(1));
                assertThat(next.name()).isGreaterThan(period.name());
                period = next;
            }
        }
    }

    @Test
    void whatDoesNotRecurHasNoPeriods() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Period.holding(LocalDate.of(2025, 1, 1), Recurrence.NONE));
    }
}
