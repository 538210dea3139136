package org.tiendo.producer.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.TaskDefinition;

/** What one version of a task says otherwise than the one before, in words for people. */
public final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** Each as {@code field: before -> after}; empty when nothing but the signature differs. */
    public static List<String> between(TaskDefinition before, TaskDefinition after) {
        Differences differences = new Differences();
        differences.deadline(before.getDeadline(), after.getDeadline());
        differences.look("units", names(before.getAssignments()), names(after.getAssignments()));
        differences.look("cooperating", names(before.getCooperating()), names(after.getCooperating()));
        differences.look("cancelled", yesOrNo(before.getCancelled()), yesOrNo(after.getCancelled()));
        differences.look("paused", yesOrNo(before.getPaused()), yesOrNo(after.getPaused()));
        differences.look("weight", before.getWeight(), after.getWeight());
        differences.look("plan", before.getPlanId(), after.getPlanId());
        differences.look("category", before.getCategoryId(), after.getCategoryId());
        differences.look("indicator", before.getIndicatorId(), after.getIndicatorId());
        differences.look("title (vi)", before.getTitleVi(), after.getTitleVi());
        differences.look("title (en)", before.getTitleEn(), after.getTitleEn());
        differences.look("source", before.getSource(), after.getSource());
        return List.copyOf(differences.found);
    }

    private void deadline(Deadline before, Deadline after) {
        look("deadline", before.getKind(), after.getKind());
        look("triggered on", before.getTriggeredOn(), after.getTriggeredOn());
        look("due", before.getDue(), after.getDue());
        look("original due", before.getOriginalDue(), after.getOriginalDue());
        look("from", before.getFrom(), after.getFrom());
        look("recurrence", before.getRecurrence(), after.getRecurrence());
        look("condition", before.getCondition(), after.getCondition());
        look("working days", before.getWorkingDaysAfterTrigger(), after.getWorkingDaysAfterTrigger());
        look("printed", before.getText(), after.getText());
    }

    private void look(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.add(field + ": " + orNone(before) + " -> " + orNone(after));
        }
    }

    private static String orNone(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? "none" : value.toString();
    }

    private static String names(List<String> units) {
        return String.join(", ", units);
    }

    private static String yesOrNo(boolean value) {
        return value ? "yes" : "no";
    }
}
