package org.tiendo.streams.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.deadline.DeadlineTerms;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.TaskDefinition;

/** Publishes definitions: every version is kept, and the newest one decides who owes the task and until when. */
final class DefinitionDesk {
    private final LifecycleStores stores;
    private final AssignmentBook book;
    private final ReportDesk reports;
    private final Outbox outbox;

    DefinitionDesk(LifecycleStores stores, AssignmentBook book, ReportDesk reports, Outbox outbox) {
        this.stores = stores;
        this.book = book;
        this.reports = reports;
        this.outbox = outbox;
    }

    void publish(Decoded<TaskDefinition> decoded, LocalDate today) {
        TaskDefinition definition = decoded.value();
        String taskId = definition.getTaskId();
        TaskState before = stores.tasks().get(taskId);
        if (before != null && isSame(before.getDefinition(), definition)) {
            return; // Published again unchanged: there is nothing new to keep.
        }
        int version = before == null ? 1 : before.getVersions() + 1;
        Set<String> units = new LinkedHashSet<>(definition.getAssignments());
        if (before != null) {
            units.addAll(before.getEverAssigned());
        }
        stores.versions()
                .put(Ids.join(taskId, Keys.sortable(version)), new TaskVersion(version, definition, decoded.source()));
        stores.tasks()
                .put(
                        taskId,
                        new TaskState(
                                definition,
                                version,
                                originalDue(definition.getDeadline(), before),
                                new ArrayList<>(units),
                                decoded.source()));
        Map<String, AssignmentState> opened = openAll(units, before, decoded);
        apply(definition, opened, decoded.time(), today);
    }

    /** Compared as encoded: Avro's own equals cannot be trusted with dates inside unions. */
    private static boolean isSame(TaskDefinition one, TaskDefinition other) {
        try {
            return one.toByteBuffer().equals(other.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode task " + one.getTaskId(), e);
        }
    }

    /** Keeps an indicator and, if its reporting task waited for it, judges the reports that came before. */
    void publish(Decoded<Indicator> decoded, String indicatorId, LocalDate today) {
        IndicatorState state = new IndicatorState(decoded.value(), decoded.source());
        boolean first = stores.indicators().get(indicatorId) == null;
        stores.indicators().put(indicatorId, state);
        outbox.send(indicatorId, state);
        TaskState task = stores.tasks().get(indicatorId);
        if (first && task != null) {
            apply(task.getDefinition(), new LinkedHashMap<>(), decoded.time(), today);
        }
    }

    private Map<String, AssignmentState> openAll(
            Set<String> units, @Nullable TaskState before, Decoded<TaskDefinition> decoded) {
        TaskDefinition definition = decoded.value();
        Map<String, AssignmentState> opened = new LinkedHashMap<>();
        for (String unitId : units) {
            AssignmentState assignment = book.open(definition.getTaskId(), unitId);
            if (before != null) {
                book.fireUpTo(assignment, before.getDefinition(), BusinessTime.dayOf(decoded.time()));
            }
            boolean assigned = definition.getAssignments().contains(unitId);
            assignment.setActive(assigned && !definition.getCancelled());
            if (assigned) {
                AssignmentBook.occurrenceOf(assignment);
            }
            opened.put(unitId, assignment);
        }
        return opened;
    }

    private void apply(TaskDefinition definition, Map<String, AssignmentState> opened, Instant time, LocalDate today) {
        LocalDate day = BusinessTime.dayOf(time);
        if (!reports.isIncomplete(definition)) {
            reports.release(definition, opened, day);
        }
        for (AssignmentState assignment : opened.values()) {
            book.judge(assignment, definition, day);
            book.fireUpTo(assignment, definition, today);
        }
    }

    /** The first due day seen stays, however often the task is extended, unless the publisher names it. */
    private static @Nullable LocalDate originalDue(Deadline deadline, @Nullable TaskState before) {
        LocalDate named = deadline.getOriginalDue();
        return Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(before == null ? null : before.getOriginalDue()))
                .orElse(DeadlineTerms.of(deadline).due());
    }
}
