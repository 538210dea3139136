package org.tiendo.producer.files;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a period of a recurring task: {@code 2025}, {@code 2025-Q3}, {@code 2025-07}, or as people write these. */
final class PeriodCell {
    private static final Pattern ISO = Pattern.compile("\\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?");
    private static final List<Pattern> QUARTERS = List.of(
            Pattern.compile("(?:qui|quy|q)([1-4]|i{1,3}|iv)(?:nam)?(\\d{4})"), Pattern.compile("(\\d{4})q([1-4])"));
    private static final Pattern MONTH = Pattern.compile("(?:thang|t)(0?[1-9]|1[0-2])(?:nam)?(\\d{4})");
    private static final Pattern MONTH_SLASH = Pattern.compile("(0?[1-9]|1[0-2])/(\\d{4})");
    private static final Pattern YEAR = Pattern.compile("nam(\\d{4})");
    private static final List<String> ROMAN = List.of("i", "ii", "iii", "iv");

    private PeriodCell() {}

    static String read(Cell cell) {
        String text = "";
        if (cell instanceof Cell.Text words) {
            text = words.text();
        } else if (cell instanceof Cell.Figure number && number.form() == Cell.Form.PLAIN) {
            text = number.value().stripTrailingZeros().toPlainString();
        } else if (cell instanceof Cell.Figure || cell instanceof Cell.Day) {
            // A spreadsheet makes the first of July of 2025-07.
            return DayCell.read(cell).toString().substring(0, "2025-07".length());
        }
        if (ISO.matcher(text).matches()) {
            return text;
        }
        Matcher monthOfYear = MONTH_SLASH.matcher(text);
        if (monthOfYear.matches()) {
            return month(monthOfYear.group(2), monthOfYear.group(1));
        }
        return words(CellText.fold(text), text);
    }

    private static String words(String folded, String text) {
        Matcher quarter = QUARTERS.get(0).matcher(folded);
        if (quarter.matches()) {
            int roman = ROMAN.indexOf(quarter.group(1));
            return quarter.group(2) + "-Q" + (roman < 0 ? quarter.group(1) : String.valueOf(roman + 1));
        }
        Matcher yearFirst = QUARTERS.get(1).matcher(folded);
        if (yearFirst.matches()) {
            return yearFirst.group(1) + "-Q" + yearFirst.group(2);
        }
        Matcher month = MONTH.matcher(folded);
        if (month.matches()) {
            return month(month.group(2), month.group(1));
        }
        Matcher year = YEAR.matcher(folded);
        if (year.matches()) {
            return year.group(1);
        }
        throw new CellException(RowProblem.BAD_PERIOD, CellText.shown(text));
    }

    private static String month(String year, String month) {
        return year + (month.length() == 1 ? "-0" : "-") + month;
    }
}
