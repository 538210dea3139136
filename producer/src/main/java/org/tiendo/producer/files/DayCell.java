package org.tiendo.producer.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a day: ISO, day/month/year as Vietnam writes it, or a spreadsheet's count of days. */
final class DayCell {
    /** Outside these years a date is a slip of the hand. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2099;

    private static final LocalDate DAY_ZERO_OF_TEXT = LocalDate.of(1899, 12, 30);
    private static final BigDecimal LARGEST_COUNT = BigDecimal.valueOf(100_000);
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ]\\d{2}:\\d{2}.*)?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})\\s*([/.-])\\s*(\\d{1,2})\\s*\\2\\s*(\\d{4})(?: \\d{1,2}:\\d{2}.*)?");
    private static final Pattern SHORT_YEAR = Pattern.compile("\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2}");
    private static final Pattern COUNT = Pattern.compile("\\d{5}");

    private DayCell() {}

    static LocalDate read(Cell cell) {
        if (cell instanceof Cell.Day day) {
            return sensible(day.date(), day.date().toString());
        }
        if (cell instanceof Cell.Figure number) {
            return counted(number.value(), number.dayZero());
        }
        String text = cell instanceof Cell.Text words ? words.text() : "";
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return day(iso.group(1), iso.group(2), iso.group(3), text);
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return day(dayFirst.group(4), dayFirst.group(3), dayFirst.group(1), text);
        }
        if (SHORT_YEAR.matcher(text).matches()) {
            throw new CellException(RowProblem.AMBIGUOUS_DATE, text);
        }
        if (COUNT.matcher(text).matches()) {
            return counted(new BigDecimal(text), DAY_ZERO_OF_TEXT);
        }
        throw bad(text);
    }

    private static LocalDate day(String year, String month, String day, String text) {
        try {
            return sensible(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)), text);
        } catch (DateTimeException e) {
            throw bad(text);
        }
    }

    /** The time of day that may stand behind the point is left out. */
    private static LocalDate counted(BigDecimal count, LocalDate dayZero) {
        if (count.signum() < 0 || count.compareTo(LARGEST_COUNT) > 0) {
            throw bad(count.toPlainString());
        }
        return sensible(
                dayZero.plusDays(count.setScale(0, RoundingMode.FLOOR).longValueExact()), count.toPlainString());
    }

    private static LocalDate sensible(LocalDate day, String text) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw bad(text);
        }
        return day;
    }

    private static CellException bad(String text) {
        return new CellException(RowProblem.BAD_DATE, CellText.shown(text));
    }
}
