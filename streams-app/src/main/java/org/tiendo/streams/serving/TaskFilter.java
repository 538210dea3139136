package org.tiendo.streams.serving;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

/** Which occurrences {@code /tasks} lists. */
record TaskFilter(
        Optional<Set<String>> units,
        Optional<String> plan,
        Optional<String> category,
        Optional<Status> status,
        Optional<Boolean> overdue,
        Optional<LocalDate> dueFrom,
        Optional<LocalDate> dueTo,
        Optional<String> words) {
    static final String[] PARAMETERS = {"unit", "plan", "category", "status", "overdue", "dueFrom", "dueTo", "q"};

    static TaskFilter of(Query query, UnitTree tree) {
        Optional<LocalDate> from = query.date("dueFrom");
        Optional<LocalDate> to = query.date("dueTo");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw Problem.badParameter("dueTo", "lies before dueFrom");
        }
        return new TaskFilter(
                query.id("unit")
                        .map(id -> tree.subtree(
                                UnitsResource.known(tree, id).unit().getUnitId())),
                query.id("plan"),
                query.id("category"),
                query.symbol("status", Status.class),
                query.flag("overdue"),
                from,
                to,
                query.text("q").map(FoldedText::of));
    }

    boolean matchesUnit(String unitId) {
        return units.isEmpty() || units.get().contains(unitId);
    }

    boolean matchesPlan(TaskDefinition task) {
        return plan.isEmpty() || plan.get().equals(task.getPlanId());
    }

    /** What a task must have, whatever its unit and plan. */
    boolean matchesTask(TaskDefinition task) {
        return (category.isEmpty() || category.get().equals(task.getCategoryId()))
                && (words.isEmpty() || found(words.get(), task.getTitleVi(), task.getTitleEn(), task.getTaskId()));
    }

    private static boolean found(String words, String... texts) {
        for (String text : texts) {
            if (FoldedText.of(text).contains(words)) {
                return true;
            }
        }
        return false;
    }

    boolean matches(OccurrenceRow row) {
        return (status.isEmpty() || status.get() == row.judgement().status())
                && (overdue.isEmpty() || overdue.get() == row.judgement().overdue())
                && matchesDue(row.judgement().due());
    }

    /** Both ends are inclusive; what has no due day is in no range. */
    private boolean matchesDue(@Nullable LocalDate due) {
        if (dueFrom.isEmpty() && dueTo.isEmpty()) {
            return true;
        }
        return due != null
                && (dueFrom.isEmpty() || !due.isBefore(dueFrom.get()))
                && (dueTo.isEmpty() || !due.isAfter(dueTo.get()));
    }
}
