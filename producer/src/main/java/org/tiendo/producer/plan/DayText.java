package org.tiendo.producer.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text is no day of the calendar, and how to write the one that was meant. */
final class DayText {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern VIETNAMESE = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final int DECEMBER = 12;

    private DayText() {}

    /** One sentence for a finding. */
    static String flawOf(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return text + " is no date: " + reason(number(iso, 1), number(iso, 2), number(iso, 3));
        }
        Matcher local = VIETNAMESE.matcher(text);
        if (local.matches()) {
            return text + " is no date: " + reason(number(local, 3), number(local, 2), number(local, 1));
        }
        return text + " is no date; expected 2024-12-31 or a year";
    }

    private static String reason(int year, int month, int day) {
        if (month < 1 || month > DECEMBER) {
            return "there is no month " + month + "; expected year-month-day, such as 2024-12-31";
        }
        int last = YearMonth.of(year, month).lengthOfMonth();
        return day < 1 || day > last
                ? "month " + month + " of " + year + " has " + last + " days"
                : "write " + LocalDate.of(year, month, day);
    }

    /** A day as Vietnam writes it, 31/12/2025, in the form of the files; any other text as it is. */
    static String fromVietnamese(String text) {
        Matcher local = VIETNAMESE.matcher(text);
        if (!local.matches()) {
            return text;
        }
        try {
            return LocalDate.of(number(local, 3), number(local, 2), number(local, 1))
                    .toString();
        } catch (DateTimeException e) {
            return text; // The check says what is wrong with it, in the words of the file.
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
