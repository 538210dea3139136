package org.tiendo.producer.change;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.DefinitionRules;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.producer.BadInputException;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.TaskDefinition;

/**
 * What may be changed in a published task. Each change yields a whole new definition, or says why it does not fit the
 * one in force; one that would change nothing does not fit. The first due day is never touched: the pipeline keeps it.
 */
public sealed interface DefinitionChange {

    /**
     * The definition after this change, unsigned.
     *
     * @throws BadInputException when it does not fit; the message does not name the task
     */
    TaskDefinition appliedTo(TaskDefinition current);

    /**
     * The next version of a task, ready to be published.
     *
     * @param today the business day on which it is published
     * @throws BadInputException when the change does not fit the newest version
     */
    static TaskDefinition nextVersion(
            TaskDefinition newest, DefinitionChange change, Signature signature, LocalDate today) {
        TrustedClasses.addContracts();
        String taskId = newest.getTaskId();
        if (newest.getCancelled()) {
            throw new BadInputException(taskId + ": it is cancelled. Publishing its plan again brings it back");
        }
        TaskDefinition next;
        try {
            next = TaskDefinition.newBuilder(change.appliedTo(newest))
                    .setChangedBy(signature.by())
                    .setChangeReason(signature.reason())
                    .build();
        } catch (BadInputException e) {
            throw new BadInputException(taskId + ": " + e.getMessage(), e);
        }
        DefinitionRules.flawOf(next, taskId, today).ifPresent(flaw -> {
            throw new BadInputException(taskId + ": " + flaw.reason());
        });
        return next;
    }

    /**
     * The condition of a conditional task was met.
     *
     * @param on the day on which it was
     * @param due the due day, where it was set then; it holds instead of one counted in working days
     * @param today no condition is met later than this
     */
    record Trigger(LocalDate on, @Nullable LocalDate due, LocalDate today) implements DefinitionChange {
        @Override
        public TaskDefinition appliedTo(TaskDefinition current) {
            Deadline deadline = current.getDeadline();
            if (deadline.getKind() != DeadlineKind.CONDITIONAL) {
                throw new BadInputException(
                        "only a CONDITIONAL task waits for something to happen; this one is " + deadline.getKind());
            }
            if (on.isAfter(today)) {
                throw new BadInputException(
                        on + " lies ahead, today is " + today + ": trigger it when it has happened");
            }
            if (due != null && due.isBefore(on)) {
                throw new BadInputException("it cannot be due on " + due + ", before its trigger on " + on);
            }
            boolean dueStays =
                    due == null || (due.equals(deadline.getDue()) && deadline.getWorkingDaysAfterTrigger() == null);
            if (on.equals(deadline.getTriggeredOn()) && dueStays) {
                throw new BadInputException("it was triggered on " + on + " already");
            }
            Deadline.Builder triggered = Deadline.newBuilder(deadline).setTriggeredOn(on);
            if (due != null) {
                triggered.setDue(due).setWorkingDaysAfterTrigger(null);
            }
            return with(current, triggered);
        }
    }

    /**
     * The task is due on another day.
     *
     * @param due the new due day
     * @param calendar by which the present one is counted, where it is counted in working days
     */
    record Extension(LocalDate due, WorkingCalendar calendar) implements DefinitionChange {
        @Override
        public TaskDefinition appliedTo(TaskDefinition current) {
            Deadline deadline = current.getDeadline();
            if (deadline.getKind() == DeadlineKind.CONDITIONAL && deadline.getTriggeredOn() == null) {
                throw new BadInputException("it waits for its condition and has no due day yet: trigger it first");
            }
            LocalDate before = DueDay.of(deadline, calendar);
            if (before == null) {
                throw new BadInputException("it has no due day to extend (its deadline is " + deadline.getKind() + ")");
            }
            if (before.equals(due)) {
                throw new BadInputException("it is due on " + due + " already");
            }
            LocalDate trigger = deadline.getTriggeredOn();
            if (trigger != null && due.isBefore(trigger)) {
                throw new BadInputException("it cannot be due on " + due + ", before its trigger on " + trigger);
            }
            // Counted from the trigger, the due day would stay what it was.
            return with(current, Deadline.newBuilder(deadline).setDue(due).setWorkingDaysAfterTrigger(null));
        }
    }

    /** The task is called off. */
    record Cancellation() implements DefinitionChange {
        @Override
        public TaskDefinition appliedTo(TaskDefinition current) {
            return TaskDefinition.newBuilder(current).setCancelled(true).build();
        }
    }

    /** The task's clock stands still from now on. */
    record Pause() implements DefinitionChange {
        @Override
        public TaskDefinition appliedTo(TaskDefinition current) {
            if (current.getPaused()) {
                throw new BadInputException("it is paused already");
            }
            return TaskDefinition.newBuilder(current).setPaused(true).build();
        }
    }

    /**
     * The task's clock goes on.
     *
     * @param extension the due day that makes up for the pause; null where it stays
     */
    record Resumption(@Nullable Extension extension) implements DefinitionChange {
        @Override
        public TaskDefinition appliedTo(TaskDefinition current) {
            if (!current.getPaused()) {
                throw new BadInputException("it is not paused");
            }
            TaskDefinition resumed =
                    TaskDefinition.newBuilder(current).setPaused(false).build();
            return extension == null ? resumed : extension.appliedTo(resumed);
        }
    }

    /**
     * Other units owe the task.
     *
     * @param only the units that owe it from now on; empty to begin with those that do
     * @param added units that owe it as well
     * @param dropped units that owe it no more
     */
    record Reassignment(List<String> only, List<String> added, List<String> dropped) implements DefinitionChange {
        @Override
        public TaskDefinition appliedTo(TaskDefinition current) {
            List<String> before = current.getAssignments();
            Set<String> after = new LinkedHashSet<>(only.isEmpty() ? before : only);
            refuse(added, after::contains, "owes it already");
            after.addAll(added);
            refuse(
                    dropped,
                    unit -> !after.contains(unit),
                    "does not owe it; it is owed by " + String.join(", ", before));
            dropped.forEach(after::remove);
            if (after.isEmpty()) {
                throw new BadInputException("nobody would owe it any more; cancel it instead");
            }
            if (after.equals(Set.copyOf(before))) {
                throw new BadInputException("it is owed by " + String.join(", ", before) + " already");
            }
            return TaskDefinition.newBuilder(current)
                    .setAssignments(List.copyOf(after))
                    .build();
        }

        private static void refuse(Collection<String> units, Predicate<String> unfit, String complaint) {
            units.stream().filter(unfit).findFirst().ifPresent(unit -> {
                throw new BadInputException(unit + " " + complaint);
            });
        }
    }

    private static TaskDefinition with(TaskDefinition current, Deadline.Builder deadline) {
        return TaskDefinition.newBuilder(current).setDeadline(deadline.build()).build();
    }
}
