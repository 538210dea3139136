package org.tiendo.embedded.live;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** One round of a recurring task; the only one of any other task has neither name nor days. */
record ReferencePeriod(String name, LocalDate first, LocalDate last) implements Comparable<ReferencePeriod> {
    static final ReferencePeriod ONLY = new ReferencePeriod("", LocalDate.MIN, LocalDate.MAX);

    static final List<String> RECURRENCES = List.of("MONTHLY", "QUARTERLY", "ANNUAL");

    static ReferencePeriod holding(String recurrence, LocalDate day) {
        int quarter = (day.getMonthValue() + 2) / 3;
        return switch (recurrence) {
            case "MONTHLY" ->
                of("%d-%02d".formatted(day.getYear(), day.getMonthValue()), day.getYear(), day.getMonthValue(), 1);
            case "QUARTERLY" -> of(day.getYear() + "-Q" + quarter, day.getYear(), quarter * 3 - 2, 3);
            case "ANNUAL" -> of(String.valueOf(day.getYear()), day.getYear(), 1, 12);
            default -> throw new IllegalArgumentException(recurrence);
        };
    }

    private static ReferencePeriod of(String name, int year, int month, int months) {
        YearMonth begin = YearMonth.of(year, month);
        return new ReferencePeriod(
                name, begin.atDay(1), begin.plusMonths(months).atDay(1).minusDays(1));
    }

    ReferencePeriod next(String recurrence) {
        return holding(recurrence, last.plusDays(1));
    }

    @Override
    public int compareTo(ReferencePeriod other) {
        int byDay = first.compareTo(other.first);
        return byDay == 0 ? name.compareTo(other.name) : byDay;
    }
}
