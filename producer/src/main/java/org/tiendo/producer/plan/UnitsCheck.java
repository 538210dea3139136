package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.NearestName;

/** The units of a catalogue: a tree with one root, and collective units whose members are units of the file. */
final class UnitsCheck {
    private static final Set<String> KEYS =
            Set.of("id", "code", "name_vi", "name_en", "parent", "kind", "collective", "members", "opened", "closed");

    /** The pipeline takes no deeper tree. */
    private static final int MAX_DEPTH = 32;

    private final Findings findings;
    private final IdsCheck ids;
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Map<String, @Nullable String> parents = new HashMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final Set<String> collectives = new HashSet<>();

    UnitsCheck(Findings findings, IdsCheck ids) {
        this.findings = findings;
        this.ids = ids;
    }

    void check(Map<String, JsonNode> units) {
        units.forEach((path, unit) -> unit(unit, path));
        units.forEach((path, unit) -> parent(unit, path));
        units.forEach((path, unit) -> members(unit, path));
        roots();
        depths();
    }

    boolean knowsUnitOrKind(String word) {
        return parents.containsKey(word) || kinds.contains(word);
    }

    /** Units and kinds, as suggestions. */
    Set<String> unitsAndKinds() {
        Set<String> words = new HashSet<>(kinds);
        words.addAll(parents.keySet());
        return words;
    }

    private void unit(JsonNode unit, String path) {
        if (!findings.keys(unit, path, KEYS)) {
            return;
        }
        ids.check(unit, path);
        findings.text(unit, path, "name_vi");
        findings.text(unit, path, "kind");
        findings.truth(unit, path, "collective");
        JsonNode code = unit.path("code");
        if (!Findings.isAbsent(code) && !code.isTextual()) {
            findings.add(path + "code", "must be text; write it in quotes, or leading zeros are lost");
        }
        LocalDate opened = findings.day(unit, path, "opened");
        LocalDate closed = findings.day(unit, path, "closed");
        if (opened != null && closed != null && opened.isAfter(closed)) {
            findings.add(path + "opened", "lies after closed");
        }
        String id = unit.path("id").asText("");
        JsonNode parent = unit.path("parent");
        if (!paths.containsKey(id)) {
            paths.put(id, path);
            parents.put(id, Findings.isAbsent(parent) ? null : parent.asText());
        }
        kinds.add(unit.path("kind").asText());
        if (unit.path("collective").asBoolean()) {
            collectives.add(id);
        }
    }

    private void parent(JsonNode unit, String path) {
        JsonNode parent = unit.path("parent");
        if (!Findings.isAbsent(parent)) {
            reference(parent, path + "parent");
        }
    }

    private void members(JsonNode unit, String path) {
        JsonNode members = unit.path("members");
        String id = unit.path("id").asText();
        if (members.isArray() && !members.isEmpty() && !collectives.contains(id)) {
            findings.add(path + "members", "only a unit with `collective: true` has members");
        }
        references(unit, path, "members", (member, at) -> {
            if (member.equals(id)) {
                findings.add(at, id + " cannot be its own member");
            } else if (collectives.contains(member)) {
                findings.add(at, member + " is collective itself; list its members instead");
            }
        });
    }

    private void roots() {
        List<String> roots = paths.keySet().stream()
                .filter(unit -> parents.get(unit) == null)
                .toList();
        if (roots.isEmpty()) {
            findings.add("units", "exactly one unit must have `parent: null`, found none");
        }
        for (String root : roots.subList(Math.min(1, roots.size()), roots.size())) {
            findings.add(
                    paths.get(root) + "parent",
                    root + " has no parent, as " + roots.get(0)
                            + " has none; exactly one unit must have `parent: null`");
        }
    }

    /** Each circle is told of once, at its first unit. */
    private void depths() {
        Map<String, Integer> depths = new HashMap<>();
        for (String start : paths.keySet()) {
            List<String> branch = new ArrayList<>();
            Set<String> onBranch = new HashSet<>();
            String unit = start;
            while (unit != null && paths.containsKey(unit) && !depths.containsKey(unit) && onBranch.add(unit)) {
                branch.add(unit);
                unit = parents.get(unit);
            }
            if (unit != null && onBranch.contains(unit)) {
                circle(branch.subList(branch.indexOf(unit), branch.size()));
            }
            int depth = unit == null ? 0 : depths.getOrDefault(unit, 0);
            for (int i = branch.size() - 1; i >= 0; i--) {
                depths.put(branch.get(i), ++depth);
                if (depth == MAX_DEPTH + 1) {
                    findings.add(
                            paths.get(branch.get(i)) + "parent",
                            branch.get(i) + " stands more than " + MAX_DEPTH + " levels deep");
                }
            }
        }
    }

    private void circle(List<String> units) {
        String first = units.get(0);
        findings.add(
                paths.get(first) + "parent",
                first + " is its own ancestor: " + String.join(" -> ", units) + " -> " + first);
    }

    /** A list of units, none twice; it may be left out. */
    void references(JsonNode node, String path, String field) {
        references(node, path, field, (unit, at) -> {});
    }

    private void references(JsonNode node, String path, String field, BiConsumer<String, String> each) {
        JsonNode list = node.path(field);
        if (Findings.isAbsent(list)) {
            return;
        }
        if (!list.isArray()) {
            findings.add(path + field, "must be a list of units");
            return;
        }
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonNode unit : list) {
            String at = path + field + "[" + index++ + "]";
            reference(unit, at);
            each.accept(unit.asText(), at);
            if (!seen.add(unit.asText())) {
                findings.add(at, unit.asText() + " is listed twice");
            }
        }
    }

    /** A unit of the file. */
    void reference(JsonNode unit, String path) {
        if (Findings.isAbsent(unit)) {
            findings.add(path, "missing; name one of the plan's units");
        } else if (!unit.isTextual()) {
            findings.add(path, "must be the id of a unit, in quotes");
        } else if (!parents.containsKey(unit.textValue())) {
            findings.add(
                    path,
                    unit.textValue() + " is not among the plan's units"
                            + NearestName.guess(unit.textValue(), parents.keySet())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""));
        }
    }
}
