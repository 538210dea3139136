package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tiendo.contract.Ids;

/** What a caller asks: the one place where parameters are read, and refused by name. */
final class Query {
    static final int DEFAULT_PAGE_SIZE = 100;
    static final int LARGEST_PAGE_SIZE = 1_000;
    static final Set<String> PAGING = Set.of("format", "pageSize", PageToken.PARAMETER);

    private static final int LONGEST_TEXT = 200;

    private final String audience;
    private final String path;
    private final Map<String, String> pathParameters;
    private final Map<String, String> parameters = new TreeMap<>();

    /**
     * Checks the names of the parameters.
     *
     * @param audience whose view of the data it asks for: pages of one go on in no other
     * @param allowed the parameters that the query takes
     * @throws Problem when one is unknown, given twice or empty
     */
    Query(
            String audience,
            String path,
            Map<String, String> pathParameters,
            Map<String, List<String>> given,
            Set<String> allowed) {
        this.audience = audience;
        this.path = path;
        this.pathParameters = pathParameters;
        given.forEach((name, values) -> {
            if (!allowed.contains(name)) {
                throw Problem.unknownParameter(name, unknownDetail(name, allowed));
            }
            if (values.size() > 1) {
                throw Problem.badParameter(name, "was given " + values.size() + " times; give it once");
            }
            if (values.get(0).isBlank()) {
                throw Problem.badParameter(name, "is empty; give it a value or leave it out");
            }
            parameters.put(name, values.get(0));
        });
    }

    private static String unknownDetail(String name, Set<String> allowed) {
        if (name.equals("asOf")) {
            return "is not available yet; answers are as known now";
        }
        return "is not a parameter of this query"
                + (allowed.isEmpty()
                        ? "; it takes none"
                        : "; it takes "
                                + String.join(", ", allowed.stream().sorted().toList()));
    }

    /** An id in the path. One that no id can be is left to be unknown. */
    String pathId(String name) {
        return normal(pathParameters.getOrDefault(name, ""));
    }

    /** An id among the parameters. */
    Optional<String> id(String name) {
        return text(name).map(Query::normal).map(id -> {
            if (!Ids.isValid(id)) {
                throw Problem.badParameter(
                        name, "must be an id: 1 to 128 characters without blanks, control characters, '|' or '/'");
            }
            return id;
        });
    }

    private static String normal(String id) {
        return Normalizer.normalize(id, Normalizer.Form.NFC);
    }

    /** Free words. */
    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).map(text -> {
            if (text.length() > LONGEST_TEXT) {
                throw Problem.badParameter(name, "is longer than " + LONGEST_TEXT + " characters");
            }
            return text;
        });
    }

    /** One of a few words, matched whatever its case. */
    Optional<String> choice(String name, String... choices) {
        return text(name)
                .map(word -> Arrays.stream(choices)
                        .filter(word::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> Problem.badParameter(
                                name, "must be one of " + String.join(", ", choices) + ", not " + word)));
    }

    /** A symbol of an enum, matched whatever its case. */
    <E extends Enum<E>> Optional<E> symbol(String name, Class<E> type) {
        String[] names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new);
        return choice(name, names).map(symbol -> Enum.valueOf(type, symbol));
    }

    Optional<Boolean> flag(String name) {
        return choice(name, "true", "false").map(Boolean::valueOf);
    }

    Optional<LocalDate> date(String name) {
        return text(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw Problem.badParameter(name, "must be a date such as 2025-10-01, not " + text);
            }
        });
    }

    Format format() {
        if (text("format").filter("xlsx"::equalsIgnoreCase).isPresent()) {
            throw Problem.badParameter("format", "xlsx is not available yet; json and csv are");
        }
        return choice("format", "json", "csv")
                .map(word -> Format.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Format.JSON);
    }

    int pageSize() {
        return text("pageSize").map(Query::pageSize).orElse(DEFAULT_PAGE_SIZE);
    }

    private static int pageSize(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= LARGEST_PAGE_SIZE) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw badPageSize(text);
        }
        throw badPageSize(text);
    }

    private static Problem badPageSize(String text) {
        return Problem.badParameter(
                "pageSize", "must be a whole number from 1 to " + LARGEST_PAGE_SIZE + ", not " + text);
    }

    /** The key after which the page begins; empty for the first page. */
    Optional<String> after() {
        return Optional.ofNullable(parameters.get(PageToken.PARAMETER))
                .map(token -> PageToken.lastKey(token, identity()));
    }

    /** The token of the page that begins after a key. */
    String tokenAfter(String key) {
        return PageToken.of(identity(), key);
    }

    /** Path and parameters of the page that a token stands for. */
    String target(String token) {
        Map<String, String> asked = new TreeMap<>(parameters);
        asked.put(PageToken.PARAMETER, token);
        return path + "?"
                + asked.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private String identity() {
        Map<String, String> asked = new TreeMap<>(parameters);
        asked.keySet().removeAll(PAGING);
        return audience + Ids.SEPARATOR + path + asked;
    }
}
