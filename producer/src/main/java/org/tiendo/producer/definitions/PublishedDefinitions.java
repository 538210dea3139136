package org.tiendo.producer.definitions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.DefinitionRules;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.contract.TaskPeriods;
import org.tiendo.contract.TaskRules;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * What was published at the moment of reading: each plan, unit, indicator and task in its newest sound version. Reports
 * are checked by it as the pipeline will check them.
 */
public final class PublishedDefinitions {
    /** As deep as the pipeline lets a tree grow; a cycle ends here, too. */
    private static final int DEEPEST = 32;

    private final Map<String, Unit> units;
    private final Map<String, Plan> plans;
    private final Map<String, Indicator> indicators;
    private final Map<String, PublishedTask> tasks;

    private PublishedDefinitions(Builder builder) {
        this.units = Collections.unmodifiableMap(new LinkedHashMap<>(builder.units));
        this.plans = Collections.unmodifiableMap(new LinkedHashMap<>(builder.plans));
        this.indicators = Collections.unmodifiableMap(new LinkedHashMap<>(builder.indicators));
        this.tasks = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tasks));
    }

    /** A task and the business day of its first definition. */
    private record PublishedTask(TaskDefinition definition, LocalDate firstSeen) {}

    /**
     * What of it concerns some units: they themselves, the tasks that they owe or help with, and all plans and indicators.
     * Of the others it says no more than if they were not published, not even that they share a task.
     */
    public PublishedDefinitions concerning(Predicate<String> wanted) {
        Builder part = new Builder();
        part.plans.putAll(plans);
        part.indicators.putAll(indicators);
        units.forEach((unitId, unit) -> {
            if (wanted.test(unitId)) {
                part.units.put(unitId, unit);
            }
        });
        tasks.forEach((taskId, task) -> {
            List<String> owing =
                    task.definition().getAssignments().stream().filter(wanted).toList();
            List<String> helping =
                    task.definition().getCooperating().stream().filter(wanted).toList();
            if (!owing.isEmpty() || !helping.isEmpty()) {
                TaskDefinition definition = TaskDefinition.newBuilder(task.definition())
                        .setAssignments(owing)
                        .setCooperating(helping)
                        .build();
                part.tasks.put(taskId, new PublishedTask(definition, task.firstSeen()));
            }
        });
        return part.build();
    }

    public Optional<TaskDefinition> task(String taskId) {
        return Optional.ofNullable(tasks.get(taskId)).map(PublishedTask::definition);
    }

    public Optional<Indicator> indicator(String indicatorId) {
        return Optional.ofNullable(indicators.get(indicatorId));
    }

    public Optional<Plan> plan(String planId) {
        return Optional.ofNullable(plans.get(planId));
    }

    public Optional<Unit> unit(String unitId) {
        return Optional.ofNullable(units.get(unitId));
    }

    public Collection<Unit> units() {
        return units.values();
    }

    public Collection<Indicator> indicators() {
        return indicators.values();
    }

    /** All tasks, those by which indicators are reported among them. */
    public List<TaskDefinition> tasks() {
        return tasks.values().stream().map(PublishedTask::definition).toList();
    }

    /** The tasks that are a unit's own and not called off, those without a due day last. */
    public List<TaskDefinition> tasksOf(String unitId) {
        return tasks().stream()
                .filter(task -> task.getAssignments().contains(unitId) && !task.getCancelled())
                .sorted(Comparator.comparing(
                                (TaskDefinition task) -> task.getDeadline().getDue(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(TaskDefinition::getTaskId))
                .toList();
    }

    /**
     * The units above one on a day, its parent first; empty for a root and for a unit that is not known.
     *
     * @param day business day whose tree is meant
     */
    public List<String> ancestors(String unitId, LocalDate day) {
        List<String> above = new ArrayList<>();
        Optional<String> parent = parentOf(unitId, day);
        while (parent.isPresent() && above.size() < DEEPEST && units.containsKey(parent.get())) {
            above.add(parent.get());
            parent = parentOf(parent.get(), day);
        }
        return above;
    }

    private Optional<String> parentOf(String unitId, LocalDate day) {
        // Of two placements from the same day the later in the list holds, as in the pipeline.
        Placement holding = null;
        for (Placement placement : unit(unitId).map(Unit::getPlacements).orElse(List.of())) {
            boolean begun = !placement.getFrom().isAfter(day);
            if (begun && (holding == null || !placement.getFrom().isBefore(holding.getFrom()))) {
                holding = placement;
            }
        }
        return Optional.ofNullable(holding).map(Placement::getParentId);
    }

    /**
     * Checks a report as the pipeline will, should it enter now. What only the pipeline knows, such as reportIds used
     * before, is not checked, and a report whose task is not known passes: it would wait for its task.
     *
     * @param now when the report would enter the system
     * @return the first reason to refuse it, empty when there is none
     */
    public Optional<RefusalCode> check(ProgressReport report, Instant now) {
        return ReportRules.check(report, report.getTaskId(), now).or(() -> {
            PublishedTask task = tasks.get(report.getTaskId());
            return task == null ? Optional.empty() : check(report, task, BusinessTime.dayOf(now));
        });
    }

    private Optional<RefusalCode> check(ProgressReport report, PublishedTask task, LocalDate today) {
        TaskDefinition definition = task.definition();
        Measure measure = null;
        if (TaskRules.isIndicatorTask(definition)) {
            Indicator indicator = indicators.get(definition.getTaskId());
            if (indicator == null) {
                return Optional.empty();
            }
            measure = indicator.getMeasure();
        }
        LocalDate issued = plan(definition.getPlanId()).map(Plan::getIssued).orElse(null);
        TaskPeriods periods = TaskPeriods.of(definition, issued, task.firstSeen());
        return TaskRules.check(report, definition, periods, measure, today);
    }

    /** Puts the newest sound versions together, record by record in the order of their topics. */
    public static final class Builder {
        private final Map<String, Unit> units = new LinkedHashMap<>();
        private final Map<String, Plan> plans = new LinkedHashMap<>();
        private final Map<String, Indicator> indicators = new LinkedHashMap<>();
        private final Map<String, PublishedTask> tasks = new LinkedHashMap<>();

        /** Takes a unit's next version; one that the pipeline refuses is passed over. */
        public Builder unit(Unit unit, @Nullable String key) {
            if (DefinitionRules.flawOf(unit, key).isEmpty()) {
                units.put(unit.getUnitId(), unit);
            }
            return this;
        }

        /** Takes a plan's next version; see {@link #unit}. */
        public Builder plan(Plan plan, @Nullable String key) {
            if (DefinitionRules.flawOf(plan, key).isEmpty()) {
                plans.put(plan.getPlanId(), plan);
            }
            return this;
        }

        /** Takes an indicator's next version; see {@link #unit}. */
        public Builder indicator(Indicator indicator, @Nullable String key) {
            if (DefinitionRules.flawOf(indicator, key).isEmpty()) {
                indicators.put(indicator.getIndicatorId(), indicator);
            }
            return this;
        }

        /**
         * Takes a task's next version; see {@link #unit}.
         *
         * @param at its record's timestamp
         */
        public Builder task(TaskDefinition task, @Nullable String key, Instant at) {
            LocalDate day = BusinessTime.dayOf(at);
            if (DefinitionRules.flawOf(task, key, day).isEmpty()) {
                PublishedTask before = tasks.get(task.getTaskId());
                tasks.put(task.getTaskId(), new PublishedTask(task, before == null ? day : before.firstSeen()));
            }
            return this;
        }

        public PublishedDefinitions build() {
            return new PublishedDefinitions(this);
        }
    }
}
