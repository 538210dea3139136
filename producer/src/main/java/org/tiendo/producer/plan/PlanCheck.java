package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.v1.DeadlineKind;

/**
 * Checks a plan catalogue before anything of it is used. Finds everything at once; each finding names the path in the
 * file, what is wrong and what is expected.
 */
public final class PlanCheck {
    private static final Set<String> TOP_KEYS = Set.of("plan", "units", "indicators", "tasks");
    private static final Set<String> PLAN_KEYS =
            Set.of("id", "number", "title_vi", "title_en", "issuer", "issued", "implements", "source");
    private static final Set<String> UNIT_KEYS =
            Set.of("id", "code", "name_vi", "name_en", "parent", "kind", "collective", "members", "opened", "closed");
    private static final Set<String> INDICATOR_KEYS = Set.of(
            "id",
            "category",
            "measure",
            "name_vi",
            "name_en",
            "numerator_en",
            "denominator_en",
            "floor",
            "stretch",
            "due",
            "from",
            "recurrence",
            "scope",
            "reporters",
            "line");
    private static final Set<String> TASK_KEYS = Set.of(
            "id", "unit", "cooperating", "category", "title_vi", "title_en", "deadline", "line", "general", "quantity");
    private static final Set<String> DEADLINE_KEYS =
            Set.of("kind", "due", "from", "recurrence", "condition_en", "text");

    private final Set<String> categories;
    private final Findings findings = new Findings();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, @Nullable String> parents = new HashMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final Set<String> collectives = new HashSet<>();

    private PlanCheck(Set<String> categories) {
        this.categories = categories;
    }

    /**
     * Checks a catalogue.
     *
     * @param categories the category ids that exist
     * @return what is wrong, each as {@code path: what; what is expected}; empty when all is well
     */
    public static List<String> check(JsonNode catalogue, Set<String> categories) {
        PlanCheck check = new PlanCheck(categories);
        check.catalogue(catalogue);
        return check.findings.all();
    }

    private void catalogue(JsonNode root) {
        if (!root.isObject()) {
            findings.add("the file must hold plan, units, indicators and tasks");
            return;
        }
        findings.keys(root, "", TOP_KEYS);
        Map<String, JsonNode> units = findings.list(root, "units");
        units.forEach((path, unit) -> unit(unit, path));
        units.forEach((path, unit) -> members(unit, path));
        roots();
        cycles();
        plan(root.path("plan"));
        findings.list(root, "indicators").forEach((path, indicator) -> indicator(indicator, path));
        findings.list(root, "tasks").forEach((path, task) -> task(task, path));
    }

    private void plan(JsonNode plan) {
        findings.keys(plan, "plan.", PLAN_KEYS);
        id(plan, "plan.");
        findings.text(plan, "plan.", "title_vi");
        findings.text(plan, "plan.", "title_en");
        findings.text(plan, "plan.", "source");
        unitRef(plan.path("issuer"), "plan.issuer");
        findings.day(plan, "plan.", "issued");
    }

    private void unit(JsonNode unit, String path) {
        findings.keys(unit, path, UNIT_KEYS);
        id(unit, path);
        findings.text(unit, path, "name_vi");
        findings.text(unit, path, "kind");
        kinds.add(unit.path("kind").asText());
        JsonNode parent = unit.path("parent");
        parents.put(unit.path("id").asText(), parent.isTextual() ? parent.textValue() : null);
        if (unit.path("collective").asBoolean()) {
            collectives.add(unit.path("id").asText());
        }
        JsonNode code = unit.path("code");
        if (!code.isMissingNode() && !code.isNull() && !code.isTextual()) {
            findings.add(path + "code: must be text; write it in quotes, or leading zeros are lost");
        }
        LocalDate opened = findings.day(unit, path, "opened");
        LocalDate closed = findings.day(unit, path, "closed");
        if (opened != null && closed != null && opened.isAfter(closed)) {
            findings.add(path + "opened: lies after closed");
        }
    }

    private void members(JsonNode unit, String path) {
        JsonNode members = unit.path("members");
        String id = unit.path("id").asText();
        if (members.isMissingNode() || members.isNull()) {
            return;
        }
        if (!members.isArray()) {
            findings.add(path + "members: must be a list of units");
        } else if (!members.isEmpty() && !collectives.contains(id)) {
            findings.add(path + "members: only a unit with `collective: true` has members");
        }
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonNode member : members) {
            String at = path + "members[" + index++ + "]";
            unitRef(member, at);
            if (member.asText().equals(id)) {
                findings.add(at + ": " + id + " cannot be its own member");
            } else if (collectives.contains(member.asText())) {
                findings.add(at + ": " + member.asText() + " is collective itself; list its members instead");
            }
            if (!seen.add(member.asText())) {
                findings.add(at + ": " + member.asText() + " is listed twice");
            }
        }
    }

    private void roots() {
        List<String> roots = parents.keySet().stream()
                .filter(unit -> parents.get(unit) == null)
                .sorted()
                .toList();
        if (roots.size() != 1) {
            findings.add("units: exactly one unit must have `parent: null`, found " + roots);
        }
    }

    private void cycles() {
        for (String start : parents.keySet().stream().sorted().toList()) {
            Set<String> seen = new HashSet<>();
            for (String unit = start; unit != null; unit = parents.get(unit)) {
                if (!parents.containsKey(unit)) {
                    findings.add("units: a parent names the unknown unit " + unit + " (above " + start + ")");
                    break;
                }
                if (!seen.add(unit)) {
                    findings.add("units: " + start + " is its own ancestor through " + unit);
                    break;
                }
            }
        }
    }

    private void indicator(JsonNode indicator, String path) {
        findings.keys(indicator, path, INDICATOR_KEYS);
        id(indicator, path);
        findings.text(indicator, path, "name_vi");
        category(indicator, path);
        findings.word(indicator, path, "measure", CatalogueWords.MEASURES.keySet());
        findings.word(indicator, path, "recurrence", CatalogueWords.RECURRENCES.keySet());
        if (indicator.path("measure").asText().equals("share")) {
            findings.text(indicator, path, "denominator_en");
        }
        findings.number(indicator, path, "floor");
        findings.number(indicator, path, "stretch");
        if (indicator.path("stretch").isNumber()
                && indicator
                                .path("stretch")
                                .decimalValue()
                                .compareTo(indicator.path("floor").decimalValue())
                        < 0) {
            findings.add(path + "stretch: is below floor");
        }
        findings.day(indicator, path, "due");
        findings.day(indicator, path, "from");
        scope(indicator.path("scope").asText(), path + "scope");
        refs(indicator, path, "reporters");
        findings.line(indicator, path);
    }

    private void scope(String scope, String path) {
        boolean known = scope.equals(CatalogueWords.SCOPE_ALL)
                || CatalogueWords.ROOT_SCOPES.contains(scope)
                || scope.equals(CatalogueWords.SCOPE_COMMUNES)
                || parents.containsKey(scope)
                || kinds.contains(scope);
        if (!known) {
            findings.add(path + ": " + scope
                    + " is no scope; expected all, city, district-level, commune-level, a unit or a kind of unit");
        }
    }

    private void task(JsonNode task, String path) {
        findings.keys(task, path, TASK_KEYS);
        id(task, path);
        findings.text(task, path, "title_vi");
        category(task, path);
        unitRef(task.path("unit"), path + "unit");
        refs(task, path, "cooperating");
        findings.line(task, path);
        deadline(task.path("deadline"), path + "deadline.");
    }

    private void deadline(JsonNode deadline, String path) {
        findings.keys(deadline, path, DEADLINE_KEYS);
        findings.word(deadline, path, "kind", CatalogueWords.DEADLINE_KINDS.keySet());
        findings.word(deadline, path, "recurrence", CatalogueWords.RECURRENCES.keySet());
        LocalDate due = findings.day(deadline, path, "due");
        LocalDate from = findings.day(deadline, path, "from");
        String word = deadline.path("kind").asText();
        DeadlineKind kind = CatalogueWords.DEADLINE_KINDS.get(word);
        if (kind == null) {
            return;
        }
        switch (kind) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR -> needs(deadline, path, "due", word);
            case RANGE -> {
                needs(deadline, path, "from", word);
                needs(deadline, path, "due", word);
                if (from != null && due != null && from.isAfter(due)) {
                    findings.add(path + "from: lies after due");
                }
            }
            case FROM -> needs(deadline, path, "from", word);
            case CONDITIONAL -> needs(deadline, path, "condition_en", word);
            case RECURRING, ONGOING, NONE -> {
                if (due != null) {
                    findings.add(
                            path + "due: " + word + " has no due day; use by-date, by-month, by-quarter or by-year");
                }
            }
        }
        boolean recurs = !deadline.path("recurrence").asText().equals("none");
        if (recurs != (kind == DeadlineKind.RECURRING)) {
            findings.add(path + "recurrence: annual goes with recurrence annual, every other kind with none");
        }
    }

    private void needs(JsonNode deadline, String path, String field, String word) {
        if (deadline.path(field).isMissingNode() || deadline.path(field).isNull()) {
            findings.add(path + field + ": missing; a deadline of kind " + word + " needs it");
        }
    }

    private void id(JsonNode node, String path) {
        String id = node.path("id").asText();
        if (!node.path("id").isTextual() || !Ids.isValid(id)) {
            findings.add(path + "id: must be 1 to 128 characters without blanks, '|' or '/'");
        } else if (!ids.add(id)) {
            findings.add(path + "id: " + id + " is used twice");
        }
    }

    private void category(JsonNode node, String path) {
        String category = node.path("category").asText();
        if (!categories.contains(category)) {
            findings.add(path + "category: " + category + " is not in categories.yaml");
        }
    }

    private void refs(JsonNode node, String path, String field) {
        int index = 0;
        for (JsonNode unit : node.path(field)) {
            unitRef(unit, path + field + "[" + index++ + "]");
        }
    }

    private void unitRef(JsonNode unit, String path) {
        if (!parents.containsKey(unit.asText())) {
            findings.add(path + ": " + unit.asText() + " is not among the plan's units");
        }
    }
}
