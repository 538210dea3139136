package org.tiendo.producer.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.ContractJson;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * What publishing a plan's file would change. Units that are not in the file are not looked at, since they may belong to
 * other plans; tasks and indicators of the plan that are not in the file would stay as they are.
 *
 * @param entries the plan itself, then units, indicators and tasks in the order of the file; what is not in it last
 * @param same how many records would be published again with nothing new
 */
public record PlanDiff(List<Entry> entries, int same) {
    /** How a record of the file stands to what is published. */
    public enum Kind {
        ADDED,
        CHANGED,
        NOT_IN_FILE
    }

    /**
     * One record that is not the same.
     *
     * @param what plan, unit, indicator or task
     * @param title in Vietnamese
     * @param fields what differs, each as {@code field: before -> after}
     * @param effects what publishing would do
     */
    public record Entry(Kind kind, String what, String id, String title, List<String> fields, List<String> effects) {}

    public static PlanDiff between(PlanCatalogue file, PublishedDefinitions published) {
        return new Comparison(published).compare(file);
    }

    /** How many records differ in one way. */
    public long count(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    private static final class Comparison {
        private final PublishedDefinitions published;
        private final List<Entry> entries = new ArrayList<>();
        private int same;

        Comparison(PublishedDefinitions published) {
            this.published = published;
        }

        PlanDiff compare(PlanCatalogue file) {
            String planId = file.plan().getPlanId();
            record(
                    published.plan(planId),
                    file.plan(),
                    "plan",
                    planId,
                    file.plan().getTitleVi());
            for (Unit unit : file.units()) {
                record(published.unit(unit.getUnitId()), unit, "unit", unit.getUnitId(), unit.getNameVi());
            }
            for (Indicator indicator : file.indicators()) {
                String id = indicator.getIndicatorId();
                record(published.indicator(id), indicator, "indicator", id, indicator.getNameVi());
            }
            file.definitions().forEach(this::task);
            left(file);
            return new PlanDiff(List.copyOf(entries), same);
        }

        private void record(
                Optional<? extends SpecificRecord> before, SpecificRecord after, String what, String id, String title) {
            if (before.isEmpty()) {
                add(Kind.ADDED, what, id, title, List.of(), List.of());
                return;
            }
            List<String> fields = fields(ContractJson.toJson(before.get()), ContractJson.toJson(after));
            if (fields.isEmpty()) {
                same++;
            } else {
                boolean moves = before.get() instanceof Unit old
                        && after instanceof Unit unit
                        && !old.getPlacements().equals(unit.getPlacements());
                List<String> effects =
                        moves ? List.of("its totals move to the units above it, for past days, too") : List.of();
                add(Kind.CHANGED, what, id, title, fields, effects);
            }
        }

        private void task(TaskDefinition after) {
            String id = after.getTaskId();
            Optional<TaskDefinition> before = published.task(id);
            if (before.isEmpty()) {
                List<String> effects = PublishEffects.ofNew(after);
                add(Kind.ADDED, "task", id, after.getTitleVi(), List.of(), effects);
                return;
            }
            List<String> fields = Differences.between(before.get(), after);
            if (fields.isEmpty()) {
                same++;
            } else {
                add(Kind.CHANGED, "task", id, after.getTitleVi(), fields, PublishEffects.of(before.get(), after));
            }
        }

        private void left(PlanCatalogue file) {
            String planId = file.plan().getPlanId();
            Set<String> inFile = new HashSet<>();
            file.definitions().forEach(task -> inFile.add(task.getTaskId()));
            List<TaskDefinition> tasks = published.tasks().stream()
                    .sorted(Comparator.comparing(TaskDefinition::getTaskId))
                    .toList();
            for (TaskDefinition task : tasks) {
                if (task.getPlanId().equals(planId) && !task.getCancelled() && !inFile.contains(task.getTaskId())) {
                    add(
                            Kind.NOT_IN_FILE,
                            task.getIndicatorId() == null ? "task" : "indicator",
                            task.getTaskId(),
                            task.getTitleVi(),
                            List.of(),
                            List.of("it stays as published; to call it off: plan cancel " + task.getTaskId()));
                }
            }
        }

        private void add(Kind kind, String what, String id, String title, List<String> fields, List<String> effects) {
            entries.add(new Entry(kind, what, id, title, fields, effects));
        }

        private static List<String> fields(ObjectNode before, ObjectNode after) {
            List<String> fields = new ArrayList<>();
            after.fieldNames().forEachRemaining(name -> {
                if (!Objects.equals(before.get(name), after.get(name))) {
                    fields.add(name + ": " + text(before.get(name)) + " -> " + text(after.get(name)));
                }
            });
            return fields;
        }

        private static String text(@Nullable JsonNode value) {
            if (value == null || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
                return "none";
            }
            if (!value.isArray()) {
                return value.isTextual() ? value.textValue() : value.toString();
            }
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Comparison::text)
                    .collect(Collectors.joining(", "));
        }
    }
}
