package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.tiendo.producer.NearestName;

/**
 * Checks a plan catalogue before anything of it is used. Finds everything at once; each finding names the place and the
 * path in the file, what is wrong and what is expected.
 */
final class PlanCheck {
    private static final Set<String> TOP_KEYS = Set.of("plan", "units", "indicators", "tasks");
    private static final Set<String> PLAN_KEYS =
            Set.of("id", "number", "title_vi", "title_en", "issuer", "issued", "implements", "source");
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

    private final Set<String> categories;
    private final Findings findings;
    private final IdsCheck ids;
    private final UnitsCheck units;
    private final DeadlineCheck deadlines;
    private final TargetCheck targets;

    private PlanCheck(Findings findings, Set<String> categories) {
        this.categories = categories;
        this.findings = findings;
        this.ids = new IdsCheck(findings);
        this.units = new UnitsCheck(findings, ids);
        this.deadlines = new DeadlineCheck(findings);
        this.targets = new TargetCheck(findings, units);
    }

    /**
     * Checks a catalogue.
     *
     * @param categories the category ids that exist
     */
    static Findings check(PlanFile file, Set<String> categories) {
        Findings findings = new Findings(file);
        boolean unreadable = file.content().isMissingNode() && !file.flaws().isEmpty();
        if (!unreadable) {
            new PlanCheck(findings, categories).catalogue(file.content());
        }
        return findings;
    }

    private void catalogue(JsonNode root) {
        if (!root.isObject()) {
            findings.add("", "the file must hold plan, units, indicators and tasks");
            return;
        }
        findings.keys(root, "", TOP_KEYS);
        units.check(findings.list(root, "units"));
        plan(root.path("plan"));
        findings.list(root, "indicators").forEach((path, indicator) -> indicator(indicator, path));
        findings.list(root, "tasks").forEach((path, task) -> task(task, path));
    }

    private void plan(JsonNode plan) {
        if (!findings.keys(plan, "plan.", PLAN_KEYS)) {
            return;
        }
        ids.check(plan, "plan.");
        findings.text(plan, "plan.", "title_vi");
        findings.text(plan, "plan.", "title_en");
        findings.text(plan, "plan.", "source");
        units.reference(plan.path("issuer"), "plan.issuer");
        findings.day(plan, "plan.", "issued");
        JsonNode implemented = plan.path("implements");
        if (!Findings.isAbsent(implemented) && !implemented.isArray()) {
            findings.add("plan.implements", "must be a list of document numbers");
        }
    }

    private void indicator(JsonNode indicator, String path) {
        if (!findings.keys(indicator, path, INDICATOR_KEYS)) {
            return;
        }
        ids.check(indicator, path);
        findings.text(indicator, path, "name_vi");
        category(indicator, path);
        findings.word(indicator, path, "measure", CatalogueWords.MEASURES.keySet());
        findings.word(indicator, path, "recurrence", CatalogueWords.RECURRENCES.keySet());
        if (indicator.path("measure").asText().equals("share")) {
            findings.text(indicator, path, "denominator_en");
        }
        targets.check(indicator, path);
        units.references(indicator, path, "reporters");
        findings.line(indicator, path);
    }

    private void task(JsonNode task, String path) {
        if (!findings.keys(task, path, TASK_KEYS)) {
            return;
        }
        ids.check(task, path);
        findings.text(task, path, "title_vi");
        category(task, path);
        units.reference(task.path("unit"), path + "unit");
        units.references(task, path, "cooperating");
        findings.line(task, path);
        deadlines.check(task.path("deadline"), path + "deadline.");
    }

    private void category(JsonNode node, String path) {
        JsonNode category = node.path("category");
        if (Findings.isAbsent(category)) {
            findings.add(path + "category", "missing; name one of categories.yaml");
        } else if (!categories.contains(category.asText())) {
            findings.add(
                    path + "category",
                    category.asText() + " is not in categories.yaml"
                            + NearestName.guess(category.asText(), categories)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""));
        }
    }
}
