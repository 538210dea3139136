package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** Turns a checked catalogue into records of the contract, by the one table in plans/README.md. */
final class PlanMapping {
    private static final int TARGET_DECIMALS = 2;

    static {
        TrustedClasses.addContracts();
    }

    private final JsonNode catalogue;
    private final String planId;
    private final String document;
    private final @Nullable LocalDate issued;
    private final String rootUnit;
    private final List<Unit> units;
    private final CollectiveUnits collectives;

    PlanMapping(JsonNode catalogue) {
        this.catalogue = catalogue;
        this.planId = catalogue.path("plan").path("id").textValue();
        this.document = catalogue.path("plan").path("source").textValue();
        this.issued = day(catalogue.path("plan"), "issued");
        this.rootUnit = rootOf(catalogue.path("units"));
        this.units = units(catalogue.path("units"));
        this.collectives = CollectiveUnits.among(units);
    }

    private static String rootOf(JsonNode units) {
        for (JsonNode unit : units) {
            if (unit.path("parent").isNull()) {
                return unit.path("id").textValue();
            }
        }
        throw new IllegalArgumentException("a checked catalogue has a root");
    }

    PlanCatalogue map() {
        List<Indicator> indicators = new ArrayList<>();
        List<TaskDefinition> reportingTasks = new ArrayList<>();
        for (JsonNode node : catalogue.path("indicators")) {
            indicators.add(indicator(node));
            reportingTasks.add(reportingTask(node));
        }
        List<TaskDefinition> tasks = new ArrayList<>();
        catalogue.path("tasks").forEach(node -> tasks.add(task(node)));
        return new PlanCatalogue(plan(), rootUnit, units, indicators, tasks, reportingTasks);
    }

    private Plan plan() {
        JsonNode plan = catalogue.path("plan");
        return Plan.newBuilder()
                .setPlanId(planId)
                .setNumber(text(plan, "number"))
                .setTitleVi(plan.path("title_vi").textValue())
                .setTitleEn(plan.path("title_en").textValue())
                .setIssuerId(plan.path("issuer").textValue())
                .setIssued(issued)
                .setImplements$(strings(plan.path("implements")))
                .build();
    }

    /** Parents come before their children, so that no unit is taken for a root in passing. */
    private static List<Unit> units(JsonNode nodes) {
        Map<String, @Nullable String> parents = new HashMap<>();
        List<Unit> units = new ArrayList<>();
        for (JsonNode node : nodes) {
            parents.put(node.path("id").textValue(), text(node, "parent"));
            units.add(unit(node));
        }
        units.sort(Comparator.comparingInt(unit -> depth(unit.getUnitId(), parents)));
        return units;
    }

    private static int depth(String unit, Map<String, @Nullable String> parents) {
        int depth = 0;
        for (String parent = parents.get(unit); parent != null; parent = parents.get(parent)) {
            depth++;
        }
        return depth;
    }

    private static Unit unit(JsonNode node) {
        String parent = text(node, "parent");
        return Unit.newBuilder()
                .setUnitId(node.path("id").textValue())
                .setCode(text(node, "code"))
                .setNameVi(node.path("name_vi").textValue())
                .setNameEn(node.path("name_en").asText(""))
                .setKind(node.path("kind").textValue())
                .setCollective(node.path("collective").asBoolean())
                .setMembers(strings(node.path("members")))
                .setOpened(day(node, "opened"))
                .setClosed(day(node, "closed"))
                .setPlacements(parent == null ? List.of() : List.of(new Placement(parent, CatalogueWords.SINCE_EVER)))
                .build();
    }

    private Indicator indicator(JsonNode node) {
        return Indicator.newBuilder()
                .setIndicatorId(node.path("id").textValue())
                .setPlanId(planId)
                .setCategoryId(node.path("category").textValue())
                .setMeasure(CatalogueWords.MEASURES.get(node.path("measure").textValue()))
                .setNameVi(node.path("name_vi").textValue())
                .setNameEn(node.path("name_en").asText(""))
                .setNumerator(node.path("numerator_en").asText(""))
                .setDenominator(text(node, "denominator_en"))
                .setRecurrence(recurrence(node))
                .setFrom(beginOf(node))
                .setTargets(targets(node))
                .build();
    }

    private List<Target> targets(JsonNode node) {
        BigDecimal minimum = decimal(node, "floor");
        if (minimum == null) {
            return List.of();
        }
        return scopes(node.path("scope").textValue()).stream()
                .map(scope -> new Target(scope, minimum, decimal(node, "stretch"), day(node, "due")))
                .toList();
    }

    private List<String> scopes(String word) {
        if (CatalogueWords.ROOT_SCOPES.contains(word)) {
            return List.of(rootUnit);
        }
        // The root pools its communes' figures and is judged by the same target.
        return word.equals(CatalogueWords.SCOPE_COMMUNES)
                ? List.of(CatalogueWords.COMMUNE_KIND, rootUnit)
                : List.of(word);
    }

    private TaskDefinition reportingTask(JsonNode node) {
        Recurrence recurrence = recurrence(node);
        boolean recurs = recurrence != Recurrence.NONE;
        List<String> reporters = strings(node.path("reporters"));
        return TaskDefinition.newBuilder()
                .setTaskId(node.path("id").textValue())
                .setIndicatorId(node.path("id").textValue())
                .setPlanId(planId)
                .setCategoryId(node.path("category").textValue())
                .setTitleVi(node.path("name_vi").textValue())
                .setTitleEn(node.path("name_en").asText(""))
                .setAssignments(collectives.spellOut(reporters.isEmpty() ? List.of(rootUnit) : reporters))
                .setDeadline(Deadline.newBuilder()
                        .setKind(recurs ? DeadlineKind.RECURRING : DeadlineKind.NONE)
                        .setRecurrence(recurrence)
                        .setFrom(recurs ? beginOf(node) : null)
                        .build())
                .setSource(source(node))
                .build();
    }

    private TaskDefinition task(JsonNode node) {
        return TaskDefinition.newBuilder()
                .setTaskId(node.path("id").textValue())
                .setPlanId(planId)
                .setCategoryId(node.path("category").textValue())
                .setTitleVi(node.path("title_vi").textValue())
                .setTitleEn(node.path("title_en").asText(""))
                .setAssignments(collectives.spellOut(List.of(node.path("unit").textValue())))
                .setCooperating(strings(node.path("cooperating")))
                .setDeadline(deadline(node.path("deadline")))
                .setSource(source(node))
                .build();
    }

    private Deadline deadline(JsonNode node) {
        Recurrence recurrence = recurrence(node);
        return Deadline.newBuilder()
                .setKind(CatalogueWords.DEADLINE_KINDS.get(node.path("kind").textValue()))
                .setDue(day(node, "due"))
                .setFrom(recurrence == Recurrence.NONE ? day(node, "from") : beginOf(node))
                .setRecurrence(recurrence)
                .setCondition(text(node, "condition_en"))
                .setText(text(node, "text"))
                .build();
    }

    /**
     * What recurs or is measured says itself since when. It would follow the plan anyway, but then what a replay tells
     * would hang on whether the plan or the task comes first.
     */
    private @Nullable LocalDate beginOf(JsonNode node) {
        LocalDate from = day(node, "from");
        return from == null ? issued : from;
    }

    private String source(JsonNode node) {
        return document + ":" + node.path("line").intValue();
    }

    private static Recurrence recurrence(JsonNode node) {
        return CatalogueWords.RECURRENCES.getOrDefault(node.path("recurrence").asText(), Recurrence.NONE);
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode text = node.path(field);
        return text.isMissingNode() || text.isNull() ? null : text.asText();
    }

    private static @Nullable LocalDate day(JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? null : CatalogueWords.day(text);
    }

    private static @Nullable BigDecimal decimal(JsonNode node, String field) {
        JsonNode number = node.path(field);
        return number.isNumber() ? number.decimalValue().setScale(TARGET_DECIMALS) : null;
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
