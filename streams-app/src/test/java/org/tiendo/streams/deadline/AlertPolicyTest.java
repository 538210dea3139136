package org.tiendo.streams.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.testing.ForAll;

class AlertPolicyTest {
    private static final LocalDate DUE = LocalDate.of(2024, 12, 31);

    @ParameterizedTest
    @CsvSource({
        "2024-11-30, 0",
        "2024-12-01, 1",
        "2024-12-23, 1",
        "2024-12-24, 2",
        "2024-12-29, 2",
        "2024-12-30, 3",
        "2024-12-31, 3",
        "2025-01-01, 0"
    })
    void aUnitIsRemindedThirtySevenAndOneDaysAheadAndNoMoreOnceItIsLate(LocalDate day, int level) {
        assertThat(AlertPolicy.USUAL.dueSoonLevel(DUE, day)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-31, 0",
        "2025-01-01, 1",
        "2025-01-06, 1",
        "2025-01-07, 2",
        "2025-01-29, 2",
        "2025-01-30, 3",
        "2035-01-30, 3"
    })
    void theUnitIsToldAfterOneDayItsParentAfterSevenAndTheNextAfterThirty(LocalDate day, int level) {
        assertThat(AlertPolicy.USUAL.overdueLevel(DUE, day)).isEqualTo(level);
    }

    @Test
    void onlyAnAlertDayChangesALevelUpwards() {
        ForAll.cases(200, random -> {
            // Given
            int first = 1 + random.nextInt(5);
            AlertPolicy policy =
                    new AlertPolicy(List.of(first + 9, first), List.of(first, first + 3 + random.nextInt(40)), 92);
            List<LocalDate> alertDays = policy.alertDays(DUE).toList();

            // Then
            for (LocalDate day = DUE.minusDays(60); day.isBefore(DUE.plusDays(90)); day = day.plusDays(1)) {
                boolean rises = policy.dueSoonLevel(DUE, day) > policy.dueSoonLevel(DUE, day.minusDays(1))
                        || policy.overdueLevel(DUE, day) > policy.overdueLevel(DUE, day.minusDays(1));
                assertThat(rises).as("on %s by %s", day, policy).isEqualTo(alertDays.contains(day));
            }
        });
    }

    @Test
    void theDayAfterNinetyTwoQuietOnesIsTheFirstOfSilence() {
        // Given a report on 1 January: 92 days later is 3 April, in a leap year 2 April
        assertThat(AlertPolicy.USUAL.silentFrom(LocalDate.of(2025, 1, 1))).isEqualTo(LocalDate.of(2025, 4, 4));
        assertThat(AlertPolicy.USUAL.silentFrom(LocalDate.of(2024, 1, 1))).isEqualTo(LocalDate.of(2024, 4, 3));
    }

    @Test
    void nobodyNeedBeRemindedOrTold() {
        AlertPolicy quiet = new AlertPolicy(List.of(), List.of(), 1);
        assertThat(quiet.dueSoonLevel(DUE, DUE)).isZero();
        assertThat(quiet.overdueLevel(DUE, DUE.plusYears(1))).isZero();
        assertThat(quiet.alertDays(DUE)).isEmpty();
    }

    @Test
    void daysOutOfOrderOrRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertPolicy(List.of(7, 30), List.of(1), 92))
                .withMessageContaining("due-soon days must fall");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertPolicy(List.of(7, 7), List.of(1), 92))
                .withMessageContaining("[7, 7]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertPolicy(List.of(7), List.of(7, 1), 92))
                .withMessageContaining("escalation days must rise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertPolicy(List.of(7), List.of(0, 1), 92))
                .withMessageContaining("1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertPolicy(List.of(7), List.of(1), 0))
                .withMessageContaining("silence");
    }
}
