package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;

/** What is wrong in a catalogue, and the checks of single values: each finding is {@code path: what is wrong}. */
final class Findings {
    private final List<String> findings = new ArrayList<>();

    void add(String finding) {
        findings.add(finding);
    }

    List<String> all() {
        return List.copyOf(findings);
    }

    /** @throws BadInputException when there are findings; the message has one line for each, with the file's name */
    static void refuse(String file, List<String> findings) {
        if (!findings.isEmpty()) {
            throw new BadInputException(
                    findings.stream().map(finding -> file + ": " + finding).collect(Collectors.joining("\n")));
        }
    }

    Map<String, JsonNode> list(JsonNode root, String field) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        JsonNode list = root.path(field);
        if (!list.isArray()) {
            add(field + ": must be a list");
        }
        for (JsonNode item : list) {
            items.put(field + "[" + items.size() + "].", item);
        }
        return items;
    }

    void keys(JsonNode node, String path, Set<String> allowed) {
        if (!node.isObject()) {
            add(path.substring(0, Math.max(0, path.length() - 1)) + ": must be a mapping");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                add(path + name + ": unknown key; expected one of "
                        + allowed.stream().sorted().toList());
            }
        }
    }

    void text(JsonNode node, String path, String field) {
        if (node.path(field).asText("").isBlank()) {
            add(path + field + ": missing");
        }
    }

    void word(JsonNode node, String path, String field, Set<String> words) {
        if (!words.contains(node.path(field).asText())) {
            add(path + field + ": " + node.path(field) + " is unknown; expected one of " + words);
        }
    }

    void number(JsonNode node, String path, String field) {
        JsonNode number = node.path(field);
        if (!number.isMissingNode() && !number.isNull() && !number.isNumber()) {
            add(path + field + ": must be a number or null");
        }
    }

    void line(JsonNode node, String path) {
        if (!node.path("line").isIntegralNumber()) {
            add(path + "line: must be the line of the source document");
        }
    }

    @Nullable
    LocalDate day(JsonNode node, String path, String field) {
        JsonNode day = node.path(field);
        if (day.isMissingNode() || day.isNull()) {
            return null;
        }
        try {
            return CatalogueWords.day(day.asText());
        } catch (DateTimeException e) {
            add(path + field + ": " + day.asText() + " is no date; expected 2024-12-31 or a year");
            return null;
        }
    }
}
