package org.tiendo.contract;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tiendo.v1.Recurrence;

/**
 * One round of a recurring task: a calendar year, quarter or month.
 *
 * @param name as reports write it: 2025, 2025-Q3 or 2025-07; names of one recurrence sort as their days do
 * @param first first day
 * @param last last day, on which it is due
 */
public record Period(String name, LocalDate first, LocalDate last) {
    private static final int MONTHS_IN_QUARTER = 3;
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern QUARTER = Pattern.compile("\\d{4}-Q[1-4]");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");

    /**
     * The period that holds a day.
     *
     * @throws IllegalArgumentException for NONE, which has no periods
     */
    public static Period holding(LocalDate day, Recurrence every) {
        return switch (every) {
            case ANNUAL -> year(day.getYear());
            case QUARTERLY -> quarter(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
            case MONTHLY -> month(YearMonth.from(day));
            case NONE -> throw new IllegalArgumentException("what does not recur has no periods");
        };
    }

    /** Reads a name; empty when it is none of that recurrence. */
    public static Optional<Period> parse(String name, Recurrence every) {
        return switch (every) {
            case ANNUAL -> YEAR.matcher(name).matches() ? Optional.of(year(Integer.parseInt(name))) : Optional.empty();
            case QUARTERLY ->
                QUARTER.matcher(name).matches()
                        ? Optional.of(quarter(yearOf(name), name.charAt(name.length() - 1) - '0'))
                        : Optional.empty();
            case MONTHLY ->
                MONTH.matcher(name).matches()
                        ? Optional.of(month(YearMonth.of(yearOf(name), Integer.parseInt(name.substring(5)))))
                        : Optional.empty();
            case NONE -> Optional.empty();
        };
    }

    private static int yearOf(String name) {
        return Integer.parseInt(name.substring(0, 4));
    }

    private static Period year(int year) {
        return new Period(String.format("%04d", year), Year.of(year).atDay(1), LocalDate.of(year, Month.DECEMBER, 31));
    }

    private static Period quarter(int year, int quarter) {
        YearMonth last = YearMonth.of(year, quarter * MONTHS_IN_QUARTER);
        return new Period(
                String.format("%04d-Q%d", year, quarter),
                last.minusMonths(MONTHS_IN_QUARTER - 1L).atDay(1),
                last.atEndOfMonth());
    }

    private static Period month(YearMonth month) {
        return new Period(
                String.format("%04d-%02d", month.getYear(), month.getMonthValue()),
                month.atDay(1),
                month.atEndOfMonth());
    }
}
