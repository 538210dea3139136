package org.tiendo.producer.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Reads whole numbers. Dots and blanks between groups of three digits are thousands, as Vietnam writes them; a single
 * comma may be decimals to one reader and thousands to another, and is refused. Nothing is rounded.
 */
final class FigureCell {
    private static final Pattern PLAIN = Pattern.compile("[-−]?\\d{1,18}");
    private static final Pattern GROUPED_BY_DOTS = Pattern.compile("[-−]?\\d{1,3}(\\.\\d{3}){1,5}");
    private static final Pattern GROUPED_BY_BLANKS = Pattern.compile("[-−]?\\d{1,3}([ \\u00A0\\u202F]\\d{3}){1,5}");

    /** Two commas cannot be decimals. */
    private static final Pattern GROUPED_BY_COMMAS = Pattern.compile("[-−]?\\d{1,3}(,\\d{3}){2,5}");

    private static final Pattern ONE_COMMA = Pattern.compile("[-−]?\\d{1,3},\\d{3}");
    private static final Pattern PERCENT = Pattern.compile("([-−]?\\d{1,18})(?:[.,]0{1,9})?\\s*%?");

    /** Programs compute with binary fractions: 0.29 of a hundred is 28.999999999999996. */
    private static final int EXACT_DECIMALS = 9;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private FigureCell() {}

    /** A count. */
    static long count(Cell cell) {
        if (cell instanceof Cell.Figure number) {
            if (number.form() == Cell.Form.DATE) {
                throw dateIn(number);
            }
            return whole(number.value(), RowProblem.BAD_NUMBER);
        }
        if (cell instanceof Cell.Day day) {
            throw new CellException(RowProblem.DATE_IN_FIGURE, day.date());
        }
        String text = textOf(cell);
        if (ONE_COMMA.matcher(text).matches()) {
            throw new CellException(RowProblem.AMBIGUOUS_NUMBER, text);
        }
        if (PLAIN.matcher(text).matches()
                || GROUPED_BY_DOTS.matcher(text).matches()
                || GROUPED_BY_BLANKS.matcher(text).matches()
                || GROUPED_BY_COMMAS.matcher(text).matches()) {
            return Long.parseLong(text.replaceAll("[., \\u00A0\\u202F]", "").replace('−', '-'));
        }
        throw new CellException(RowProblem.BAD_NUMBER, CellText.shown(text));
    }

    /** A percentage: 45, {@code 45 %}, or 0.45 in a cell that shows percentages. */
    static int percent(Cell cell) {
        long value;
        if (cell instanceof Cell.Figure number) {
            value = switch (number.form()) {
                case DATE -> throw dateIn(number);
                case PERCENT -> whole(number.value().multiply(HUNDRED), RowProblem.BAD_PERCENT);
                case PLAIN -> whole(number.value(), RowProblem.BAD_PERCENT);
            };
        } else {
            String text = textOf(cell);
            var matched = PERCENT.matcher(text);
            if (!matched.matches()) {
                throw new CellException(RowProblem.BAD_PERCENT, CellText.shown(text));
            }
            value = Long.parseLong(matched.group(1).replace('−', '-'));
        }
        // What no int holds is out of range in any case, and is refused by that name.
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    private static long whole(BigDecimal number, RowProblem otherwise) {
        BigDecimal exact = number.setScale(EXACT_DECIMALS, RoundingMode.HALF_EVEN);
        boolean isWhole = exact.stripTrailingZeros().scale() <= 0;
        if (!isWhole || exact.abs().compareTo(LARGEST) > 0) {
            throw new CellException(otherwise, CellText.shown(number.toPlainString()));
        }
        return exact.longValueExact();
    }

    private static CellException dateIn(Cell.Figure number) {
        return new CellException(
                RowProblem.DATE_IN_FIGURE, CellText.shown(number.value().toPlainString()));
    }

    private static String textOf(Cell cell) {
        return cell instanceof Cell.Text words ? words.text() : "";
    }
}
