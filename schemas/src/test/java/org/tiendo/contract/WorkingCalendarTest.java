package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.testing.ForAll;

class WorkingCalendarTest {
    private static final LocalDate FRIDAY = LocalDate.of(2024, 4, 26);
    private static final LocalDate SWAPPED_MONDAY = LocalDate.of(2024, 4, 29);
    private static final LocalDate WORKED_SATURDAY = LocalDate.of(2024, 5, 4);

    /** The end of April 2024: Tuesday and Wednesday are holidays, Monday is exchanged for the Saturday after them. */
    private static final WorkingCalendar CALENDAR = WorkingCalendar.of(
            "test",
            List.of(2024),
            WorkingCalendar.SATURDAY_AND_SUNDAY,
            List.of(SWAPPED_MONDAY, LocalDate.of(2024, 4, 30), LocalDate.of(2024, 5, 1)),
            List.of(WORKED_SATURDAY));

    private static final WorkingCalendar WEEKENDS_ONLY =
            WorkingCalendar.of("none", Set.of(), WorkingCalendar.SATURDAY_AND_SUNDAY, Set.of(), Set.of());

    @Test
    void anExchangeMovesWorkFromAWeekdayToARestDay() {
        // Then
        assertThat(CALENDAR.isWorkingDay(FRIDAY)).isTrue();
        assertThat(CALENDAR.isWorkingDay(SWAPPED_MONDAY)).isFalse();
        assertThat(CALENDAR.isWorkingDay(WORKED_SATURDAY)).isTrue();
        assertThat(CALENDAR.isWorkingDay(WORKED_SATURDAY.plusDays(1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-04-26, 0, 2024-04-26",
        "2024-04-26, 1, 2024-05-02",
        "2024-04-26, 2, 2024-05-03",
        "2024-04-26, 3, 2024-05-04",
        "2024-04-26, 4, 2024-05-06",
        "2024-04-30, 0, 2024-04-30",
        "2024-04-30, 1, 2024-05-02",
        "2024-05-04, 1, 2024-05-06",
        "2024-02-28, 1, 2024-02-29",
        "2024-02-29, 1, 2024-03-01",
        "2023-02-28, 1, 2023-03-01",
        "2023-12-29, 1, 2024-01-01",
    })
    void daysAreCountedFromTheDayAfterAndOnlyWhenWorked(LocalDate from, int days, LocalDate due) {
        // Then
        assertThat(CALENDAR.plusWorkingDays(from, days)).isEqualTo(due);
    }

    @Test
    void theNthWorkingDayIsWorkedAndHasExactlyNWorkingDaysUpToIt() {
        ForAll.cases(300, random -> {
            // Given
            WorkingCalendar calendar = calendar(random);
            LocalDate from = day(random);
            int days = random.nextInt(1, 60);

            // When
            LocalDate due = calendar.plusWorkingDays(from, days);

            // Then
            assertThat(calendar.isWorkingDay(due)).isTrue();
            assertThat(from.plusDays(1).datesUntil(due.plusDays(1)).filter(calendar::isWorkingDay))
                    .hasSize(days);
        });
    }

    @Test
    void addingTwiceIsAddingTheSum() {
        ForAll.cases(300, random -> {
            // Given
            WorkingCalendar calendar = calendar(random);
            LocalDate from = day(random);
            int first = random.nextInt(60);
            int second = random.nextInt(60);

            // When
            LocalDate inTwoSteps = calendar.plusWorkingDays(calendar.plusWorkingDays(from, first), second);

            // Then
            assertThat(inTwoSteps).isEqualTo(calendar.plusWorkingDays(from, first + second));
        });
    }

    @Test
    void aLaterStartOrALongerTermNeverEndsEarlier() {
        ForAll.cases(300, random -> {
            // Given
            WorkingCalendar calendar = calendar(random);
            LocalDate from = day(random);
            int days = random.nextInt(60);

            // When
            LocalDate due = calendar.plusWorkingDays(from, days);

            // Then
            assertThat(calendar.plusWorkingDays(from, days + 1)).isAfter(due);
            assertThat(calendar.plusWorkingDays(from.plusDays(1), days)).isAfterOrEqualTo(due);
        });
    }

    @Test
    void aDayOffMoreNeverMakesATermShorter() {
        ForAll.cases(300, random -> {
            // Given
            WorkingCalendar calendar = calendar(random);
            WorkingCalendar weekendsOnly = WorkingCalendar.of(
                    "none", calendar.years(), calendar.weekend(), Set.of(), calendar.workedRestDays());
            LocalDate from = day(random);
            int days = random.nextInt(60);

            // Then
            assertThat(calendar.plusWorkingDays(from, days)).isAfterOrEqualTo(weekendsOnly.plusWorkingDays(from, days));
        });
    }

    @Test
    void withoutHolidaysItIsMondayToFridayArithmetic() {
        ForAll.cases(500, random -> {
            // Given
            LocalDate from = LocalDate.ofEpochDay(random.nextInt(40_000));
            int days = random.nextInt(1, WorkingCalendar.MAX_DAYS);

            // When: from a weekend one counts as from the Friday before.
            int weekday = Math.min(from.getDayOfWeek().getValue(), DayOfWeek.FRIDAY.getValue());
            LocalDate monday = from.minusDays(from.getDayOfWeek().getValue() - 1L);
            int fromMonday = weekday - 1 + days;
            LocalDate expected = monday.plusWeeks(fromMonday / 5).plusDays(fromMonday % 5);

            // Then
            assertThat(WEEKENDS_ONLY.plusWorkingDays(from, days)).isEqualTo(expected);
        });
    }

    @Test
    void theLongestTermIsBounded() {
        // Then
        assertThat(WEEKENDS_ONLY.plusWorkingDays(LocalDate.of(2024, 1, 1), WorkingCalendar.MAX_DAYS))
                .isEqualTo(LocalDate.of(2024, 1, 1).plusWeeks(2_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 10_001, Integer.MAX_VALUE})
    void termsBelowZeroOrBeyondReasonAreRefused(int days) {
        // Then
        assertThatThrownBy(() -> CALENDAR.plusWorkingDays(FRIDAY, days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(days + " working days; expected 0 to 10000");
    }

    @Test
    void aSpanIsCoveredWhenEveryYearOfItIs() {
        // Given
        WorkingCalendar gap = WorkingCalendar.of(
                "gap", List.of(2022, 2023, 2025), WorkingCalendar.SATURDAY_AND_SUNDAY, Set.of(), Set.of());

        // Then
        assertThat(gap.covers(2022)).isTrue();
        assertThat(gap.covers(2024)).isFalse();
        assertThat(covers(gap, "2022-01-01", "2023-12-31")).isTrue();
        assertThat(covers(gap, "2023-12-31", "2022-01-01")).isTrue();
        assertThat(covers(gap, "2023-12-31", "2024-01-01")).isFalse();
        assertThat(covers(gap, "2023-06-01", "2025-06-01")).isFalse();
        assertThat(gap.covers(LocalDate.MIN, LocalDate.MAX)).isFalse();
    }

    @Test
    void outsideTheKnownYearsOnlyRestDaysAreOff() {
        ForAll.cases(300, random -> {
            // Given
            LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(20_000));

            // Then
            assertThat(CALENDAR.isWorkingDay(day)).isEqualTo(WEEKENDS_ONLY.isWorkingDay(day));
        });
    }

    @Test
    void theFingerprintTellsCalendarsApartByTheirDaysAndNotByTheirVersion() {
        ForAll.cases(300, random -> {
            // Given
            WorkingCalendar one = calendar(random);
            WorkingCalendar renamed = WorkingCalendar.of(
                    one.version() + "-corrected", one.years(), one.weekend(), one.daysOff(), one.workedRestDays());
            TreeSet<LocalDate> fewer = new TreeSet<>(one.daysOff());
            fewer.pollFirst();

            // Then
            assertThat(renamed.fingerprint()).isEqualTo(one.fingerprint()).matches("[0-9a-f]{32}");
            assertThat(WorkingCalendar.of(one.version(), one.years(), one.weekend(), fewer, one.workedRestDays())
                            .fingerprint())
                    .isNotEqualTo(one.fingerprint());
        });
    }

    @Test
    void theFingerprintIsTheSameInEveryProcess() {
        // Then: stored beside what was computed by it, so it may never depend on the run.
        assertThat(CALENDAR.fingerprint()).isEqualTo("3068de1a79d0ce4be82319265b31f763");
    }

    @Test
    void aCalendarCannotBeChangedFromOutside() {
        // Given
        TreeSet<LocalDate> daysOff = new TreeSet<>(Set.of(SWAPPED_MONDAY));
        WorkingCalendar calendar = new WorkingCalendar(
                "test",
                new TreeSet<>(Set.of(2024)),
                new TreeSet<>(WorkingCalendar.SATURDAY_AND_SUNDAY),
                daysOff,
                new TreeSet<>());

        // When
        daysOff.clear();

        // Then
        assertThat(calendar.isWorkingDay(SWAPPED_MONDAY)).isFalse();
        assertThatThrownBy(() -> calendar.daysOff().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void daysThatContradictTheWeekendOrTheYearsAreRefused() {
        // Then
        assertRefused(List.of(WORKED_SATURDAY), List.of(), "2024-05-04 (SATURDAY) is a rest day anyway");
        assertRefused(List.of(), List.of(SWAPPED_MONDAY), "2024-04-29 (MONDAY) is worked anyway");
        assertRefused(List.of(LocalDate.of(2025, 1, 1)), List.of(), "2025-01-01 (WEDNESDAY) is in no known year");
        assertRefused(List.of(), List.of(LocalDate.of(2025, 1, 4)), "2025-01-04 (SATURDAY) is in no known year");
        assertThatThrownBy(() -> WorkingCalendar.of("v", Set.of(), Set.of(DayOfWeek.values()), Set.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at least one weekday must be worked");
    }

    private static void assertRefused(List<LocalDate> off, List<LocalDate> worked, String message) {
        assertThatThrownBy(
                        () -> WorkingCalendar.of("v", List.of(2024), WorkingCalendar.SATURDAY_AND_SUNDAY, off, worked))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static boolean covers(WorkingCalendar calendar, String first, String last) {
        return calendar.covers(LocalDate.parse(first), LocalDate.parse(last));
    }

    /** A calendar of 2024 with at least one day off, in blocks like Tet, and some worked Saturdays and Sundays. */
    private static WorkingCalendar calendar(SplittableRandom random) {
        TreeSet<LocalDate> off = new TreeSet<>(Set.of(SWAPPED_MONDAY));
        TreeSet<LocalDate> worked = new TreeSet<>();
        for (int block = random.nextInt(1, 8); block > 0; block--) {
            LocalDate first = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(350));
            first.datesUntil(first.plusDays(random.nextInt(1, 12))).forEach(day -> {
                if (!WorkingCalendar.SATURDAY_AND_SUNDAY.contains(day.getDayOfWeek())) {
                    off.add(day);
                } else if (random.nextInt(4) == 0) {
                    worked.add(day);
                }
            });
        }
        return WorkingCalendar.of("random", List.of(2024), WorkingCalendar.SATURDAY_AND_SUNDAY, off, worked);
    }

    private static LocalDate day(SplittableRandom random) {
        return LocalDate.of(2023, 11, 1).plusDays(random.nextInt(450));
    }
}
