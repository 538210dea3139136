package org.tiendo.streams.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Source;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.deadline.DeadlineRule;
import org.tiendo.v1.TaskDefinition;

/** Publishes definitions: every version is kept, and the newest one decides who owes the task and until when. */
final class DefinitionDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionDesk.class);

    private final LifecycleStores stores;
    private final LifecycleRules rules;
    private final AssignmentBook book;
    private final ReportDesk reports;

    DefinitionDesk(LifecycleStores stores, LifecycleRules rules, AssignmentBook book, ReportDesk reports) {
        this.stores = stores;
        this.rules = rules;
        this.book = book;
        this.reports = reports;
    }

    void publish(TaskDefinition definition, Source source) {
        String taskId = definition.getTaskId();
        TaskState before = stores.tasks().get(taskId);
        if (before != null && isSame(before.getDefinition(), definition)) {
            return; // Published again unchanged: there is nothing new to keep.
        }
        TaskState task = next(before, definition, source);
        stores.versions()
                .put(
                        Ids.join(taskId, Keys.sortable(task.getVersions())),
                        new TaskVersion(task.getVersions(), definition, source));
        stores.tasks().put(taskId, task);
        Instant time = source.getReceivedAt();
        apply(task, openAll(task, before, time), time);
    }

    /** Compared as encoded: Avro's own equals cannot be trusted with dates inside unions. */
    private static boolean isSame(TaskDefinition one, TaskDefinition other) {
        try {
            return one.toByteBuffer().equals(other.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode task " + one.getTaskId(), e);
        }
    }

    private TaskState next(@Nullable TaskState before, TaskDefinition definition, Source source) {
        LocalDate day = BusinessTime.dayOf(source.getReceivedAt());
        Set<String> units = new LinkedHashSet<>(definition.getAssignments());
        if (before != null) {
            units.addAll(before.getEverAssigned());
        }
        LocalDate paused = before == null ? null : before.getPausedOn();
        TaskState task = TaskState.newBuilder()
                .setDefinition(definition)
                .setVersions(before == null ? 1 : before.getVersions() + 1)
                .setEverAssigned(new ArrayList<>(units))
                .setSource(source)
                .setDefinedOn(before == null ? day : before.getDefinedOn())
                .setPlanIssued(issued(definition.getPlanId()))
                .setWorkingDue(rules.workingDue(definition.getDeadline()))
                .setPausedOn(definition.getPaused() ? Objects.requireNonNullElse(paused, day) : null)
                .build();
        task.setOriginalDue(originalDue(task, before));
        warnOfUnknownYears(task);
        return task;
    }

    private void warnOfUnknownYears(TaskState task) {
        LocalDate trigger = task.getDefinition().getDeadline().getTriggeredOn();
        LocalDate due = task.getWorkingDue();
        if (trigger != null && due != null && !rules.calendar().covers(trigger, due)) {
            LOG.warn(
                    "task {} is due on {} by weekends alone: the working calendar {} does not know every year from {} on;"
                            + " give a newer one (--calendar) and its due day is worked out anew",
                    task.getDefinition().getTaskId(),
                    due,
                    rules.calendar().version(),
                    trigger);
        }
    }

    private @Nullable LocalDate issued(String planId) {
        PlanState plan = stores.plans().get(planId);
        return plan == null ? null : plan.getPlan().getIssued();
    }

    /** The first due day seen stays, however often the task is extended, unless the publisher names it. */
    private static @Nullable LocalDate originalDue(TaskState task, @Nullable TaskState before) {
        LocalDate named = task.getDefinition().getDeadline().getOriginalDue();
        return Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(before == null ? null : before.getOriginalDue()))
                .or(() -> DeadlineRule.of(task) instanceof DeadlineRule.Once once
                        ? Optional.ofNullable(once.terms().due())
                        : Optional.empty())
                .orElse(null);
    }

    /** Judges what waited for an indicator's own task, now that the indicator is there. */
    void complete(String indicatorId, Instant time) {
        TaskState task = stores.tasks().get(indicatorId);
        if (task != null) {
            apply(task, Map.of(), time);
        }
    }

    private Map<String, AssignmentState> openAll(TaskState task, @Nullable TaskState before, Instant time) {
        TaskDefinition definition = task.getDefinition();
        LocalDate day = BusinessTime.dayOf(time);
        Map<String, AssignmentState> opened = new LinkedHashMap<>();
        for (String unitId : task.getEverAssigned()) {
            AssignmentState assignment = book.open(definition.getTaskId(), unitId);
            if (before != null) {
                book.fireUpTo(assignment, before, day);
            }
            boolean active = definition.getAssignments().contains(unitId) && !definition.getCancelled();
            if (active && !assignment.getActive()) {
                assignment.setAssignedOn(day);
            }
            assignment.setActive(active);
            opened.put(unitId, assignment);
        }
        return opened;
    }

    private void apply(TaskState task, Map<String, AssignmentState> opened, Instant time) {
        if (reports.isIncomplete(task.getDefinition())) {
            opened.values().forEach(assignment -> book.judge(assignment, task, time));
        } else {
            reports.release(task, opened, time);
        }
    }
}
