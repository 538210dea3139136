package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What a cell stands for in a column of a plan. Text is brought into NFC, since spreadsheets keep whatever the keyboard
 * made; a formula stands for its value; a cell shown in percent stands for the figure shown.
 */
final class WorkbookCell {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern ERROR = Pattern.compile("#(REF!|VALUE!|DIV/0!|NAME\\?|N/A|NUM!|NULL!)");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d+,\\d+");
    private static final Set<String> YES = Set.of("true", "x", "có", "yes");
    private static final Set<String> NO = Set.of("false", "không", "no");

    private WorkbookCell() {}

    /** Its text, without blanks around it; numbers as one writes them. */
    static String text(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        return value == null
                ? ""
                : Normalizer.normalize(value.toString(), Normalizer.Form.NFC).strip();
    }

    /** The error that it shows instead of a value. */
    static Optional<String> errorIn(Cell cell) {
        return Optional.of(text(cell)).filter(text -> ERROR.matcher(text).matches());
    }

    /** Its value in a column of this kind; what does not fit stays text, for the check to say so. */
    static JsonNode value(Cell cell, PlanForm.Kind kind) {
        String text = text(cell);
        return switch (kind) {
            case TEXT -> NODES.textNode(text);
            case DAY -> NODES.textNode(number(cell) == null ? DayText.fromVietnamese(text) : day(cell, text));
            case NUMBER -> figure(cell, text);
            case TRUTH -> truth(text);
            case LIST -> list(text);
        };
    }

    /** A year stands as a number of its own size; days are counted in ten thousands. */
    private static String day(Cell cell, String text) {
        BigDecimal number = number(cell);
        boolean year = number != null && number.compareTo(BigDecimal.valueOf(CatalogueWords.LAST_YEAR)) <= 0;
        return year ? text : cell.asDate().toLocalDate().toString();
    }

    private static JsonNode figure(Cell cell, String text) {
        BigDecimal number = number(cell);
        if (number == null) {
            return PlainScalar.of(DECIMAL_COMMA.matcher(text).matches() ? text.replace(',', '.') : text);
        }
        String format = cell.getDataFormatString();
        return PlainScalar.of(plain(format != null && format.contains("%") ? number.movePointRight(2) : number));
    }

    private static JsonNode truth(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return YES.contains(word) || NO.contains(word) ? NODES.booleanNode(YES.contains(word)) : NODES.textNode(text);
    }

    private static ArrayNode list(String text) {
        ArrayNode items = NODES.arrayNode();
        for (String item : text.split("[;\n]", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static @Nullable BigDecimal number(Cell cell) {
        return cell.getValue() instanceof BigDecimal number ? number : null;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
