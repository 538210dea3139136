package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a query string apart; what cannot be decoded is refused, not left out. */
final class QueryString {
    private static final char REPLACEMENT = '\uFFFD';

    private QueryString() {}

    /** @throws Problem when it is not well encoded */
    static Map<String, List<String>> parse(@Nullable String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return parameters;
        }
        for (String parameter : text.split("&", -1)) {
            int end = parameter.indexOf('=');
            String name = decode(end < 0 ? parameter : parameter.substring(0, end));
            String value = end < 0 ? "" : decode(parameter.substring(end + 1));
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, UTF_8);
            if (decoded.indexOf(REPLACEMENT) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static Problem malformed(String text) {
        return Problem.of(400, "MALFORMED_QUERY", "Malformed query", "not well encoded in the query string: " + text);
    }
}
