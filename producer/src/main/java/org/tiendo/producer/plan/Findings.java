package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.NearestName;

/** What is wrong in a file of a plan, and the checks of single values. */
final class Findings {
    /** More than anybody mends at once; the rest is counted. */
    static final int MOST_SHOWN = 100;

    private static final int MOST_KEPT = 1000;

    private final PlanFile file;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private int uncounted;

    /** Begins with what was found when the file was read. */
    Findings(PlanFile file) {
        this.file = file;
        file.flaws().forEach(flaw -> {
            keep(flaw);
            unread.add(flaw.path());
        });
    }

    void add(String path, String message) {
        add(file.places().of(path), path, message);
    }

    private void add(@Nullable Place place, String path, String message) {
        // What follows from a value that could not be read is no finding of its own.
        if (unread.stream().noneMatch(path::equals)) {
            keep(new Finding(place, path, message));
        }
    }

    private void keep(Finding finding) {
        if (findings.size() < MOST_KEPT) {
            findings.add(finding);
        } else {
            uncounted++;
        }
    }

    /** All of them, in reading order. */
    List<Finding> all() {
        return findings.stream().sorted(Finding.READING_ORDER).toList();
    }

    /** For people: one line each with the file's name, at most {@link #MOST_SHOWN}, and how many more there are. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        all().stream().limit(MOST_SHOWN).forEach(finding -> lines.add(finding.in(file.name())));
        int more = count() - lines.size();
        if (more > 0) {
            lines.add(file.name() + ": and " + more + " more findings");
        }
        return lines;
    }

    int count() {
        return findings.size() + uncounted;
    }

    /** @throws BadInputException when there are findings; the message holds {@link #lines()} */
    void refuse() {
        if (count() > 0) {
            throw new BadInputException(String.join("\n", lines()));
        }
    }

    /** Where a value stands, for other findings that speak of it: {@code tasks[0].id (line 7)}. */
    String named(String path) {
        Place place = file.places().of(path);
        if (place == null) {
            return path;
        }
        return path + (place.sheet() == 0 ? " (line " + place.line() + ")" : " (" + place + ")");
    }

    Map<String, JsonNode> list(JsonNode root, String field) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        JsonNode list = root.path(field);
        if (isAbsent(list)) {
            add(field, "must be a list; it is missing ([] stands for none)");
        } else if (!list.isArray()) {
            add(field, "must be a list");
        }
        for (JsonNode item : list.isArray() ? list : List.<JsonNode>of()) {
            items.put(field + "[" + items.size() + "].", item);
        }
        return items;
    }

    /** Whether it is a mapping; its unknown keys are findings. */
    boolean keys(JsonNode node, String path, Set<String> allowed) {
        if (!node.isObject()) {
            add(path.substring(0, Math.max(0, path.length() - 1)), "must be a mapping of " + new TreeSet<>(allowed));
            return false;
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                String at = path + name;
                add(file.places().ofKey(at), at, "unknown key" + instead(name, new TreeSet<>(allowed)));
            }
        }
        return true;
    }

    /** A text that must be there. */
    void text(JsonNode node, String path, String field) {
        JsonNode text = node.path(field);
        if (isAbsent(text) || (text.isTextual() && text.textValue().isBlank())) {
            add(path + field, "missing");
        } else if (!text.isTextual()) {
            add(path + field, "must be text; put it in quotes");
        }
    }

    void word(JsonNode node, String path, String field, Collection<String> words) {
        JsonNode word = node.path(field);
        if (isAbsent(word)) {
            add(path + field, "missing; expected one of " + words);
        } else if (!words.contains(word.asText())) {
            add(path + field, word + " is unknown" + instead(word.asText(), words));
        }
    }

    private static String instead(String given, Collection<String> words) {
        return NearestName.guess(asWord(given), words)
                        .map(near -> "; did you mean " + near + "? Expected")
                        .orElse("; expected")
                + " one of " + words;
    }

    /** Words are compared as the files write them, whatever case or joint was typed. */
    private static String asWord(String given) {
        return given.length() > 100 ? "" : given.toLowerCase(Locale.ROOT);
    }

    void truth(JsonNode node, String path, String field) {
        JsonNode truth = node.path(field);
        if (!isAbsent(truth) && !truth.isBoolean()) {
            add(path + field, truth + " must be true or false");
        }
    }

    void line(JsonNode node, String path) {
        if (!node.path("line").isIntegralNumber()) {
            add(path + "line", "must be the line of the source document, a whole number");
        }
    }

    @Nullable
    LocalDate day(JsonNode node, String path, String field) {
        JsonNode day = node.path(field);
        if (isAbsent(day)) {
            return null;
        }
        try {
            LocalDate read = CatalogueWords.day(day.asText());
            if (read.getYear() >= CatalogueWords.FIRST_YEAR && read.getYear() <= CatalogueWords.LAST_YEAR) {
                return read;
            }
            add(
                    path + field,
                    day.asText() + " is not a year of a plan: expected " + CatalogueWords.FIRST_YEAR + " to "
                            + CatalogueWords.LAST_YEAR);
        } catch (DateTimeException e) {
            add(path + field, DayText.flawOf(day.isValueNode() ? day.asText() : day.toString()));
        }
        return null;
    }

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
