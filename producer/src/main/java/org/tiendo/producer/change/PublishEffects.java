package org.tiendo.producer.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.TaskDefinition;

/** What a new version of a task would do to its figures, in words for the one who is about to publish it. */
final class PublishEffects {
    private PublishEffects() {}

    static List<String> ofNew(TaskDefinition task) {
        return List.of("new assignments, not started: " + String.join(", ", task.getAssignments()));
    }

    static List<String> of(TaskDefinition before, TaskDefinition after) {
        List<String> effects = new ArrayList<>();
        dueDay(before.getDeadline().getDue(), after.getDeadline().getDue(), effects);
        List<String> added = without(after.getAssignments(), before.getAssignments());
        List<String> dropped = without(before.getAssignments(), after.getAssignments());
        if (!added.isEmpty()) {
            effects.add("new assignments, not started unless they have reported before: " + String.join(", ", added));
        }
        if (!dropped.isEmpty()) {
            effects.add("leave every total, their reports no longer count: " + String.join(", ", dropped));
        }
        // A file knows none of these: what was done by command would be undone.
        if (before.getCancelled() && !after.getCancelled()) {
            effects.add("it was cancelled, and would be in force again");
        }
        if (before.getPaused() && !after.getPaused()) {
            effects.add("it is paused, and would go on");
        }
        LocalDate trigger = before.getDeadline().getTriggeredOn();
        if (trigger != null && after.getDeadline().getTriggeredOn() == null) {
            effects.add("its trigger on " + trigger + " would be taken back: it would sleep until triggered again");
        }
        return effects;
    }

    private static void dueDay(@Nullable LocalDate before, @Nullable LocalDate after, List<String> effects) {
        if (before != null && after != null && !before.equals(after)) {
            String what = after.isAfter(before) ? "an extension" : "brought forward";
            effects.add(what + ": due " + after + " instead of " + before + "; judged by the first due day, too");
        } else if (before == null && after != null) {
            effects.add("it would be due on " + after);
        } else if (before != null && after == null) {
            effects.add("it would have no due day any more");
        }
    }

    private static List<String> without(List<String> units, List<String> others) {
        return units.stream().filter(unit -> !others.contains(unit)).toList();
    }
}
