package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a scalar without quotes stands for: null, true, false, a number as people write it, else text. Dates stay text,
 * and so do the surprises of YAML 1.1: {@code no}, {@code 007}, {@code 1_000}, {@code 1:30}.
 */
final class PlainScalar {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,29})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,29})\\.[0-9]{1,30}");
    private static final int DIGITS_OF_AN_INT = 9;

    private PlainScalar() {}

    static JsonNode of(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (NULLS.contains(text)) {
            return nodes.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return nodes.booleanNode(TRUE.contains(text));
        }
        if (WHOLE.matcher(text).matches()) {
            return text.length() <= DIGITS_OF_AN_INT
                    ? nodes.numberNode(Integer.parseInt(text))
                    : nodes.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? nodes.numberNode(new BigDecimal(text)) : nodes.textNode(text);
    }
}
