package org.tiendo.producer.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiendo.producer.NearestName;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.v1.TaskDefinition;

/** Says which task somebody may have meant: the one of that title, else the unit's own with the nearest id. */
final class NearestTask {
    /** Comparing takes time, and who gets as many ids wrong has another problem. */
    private static final int MOST_COMPARED = 200;

    private final PublishedDefinitions published;
    private final Map<String, Optional<TaskDefinition>> found = new HashMap<>();

    NearestTask(PublishedDefinitions published) {
        this.published = published;
    }

    /** The flaw of a cell that names no task; its place is filled in by the row. */
    Flaw unknown(String task, Optional<String> unit) {
        String shown = CellText.shown(task);
        Optional<TaskDefinition> nearest = find(task, unit);
        String vi = nearest.map(meant -> " Có phải là " + named(meant) + "?").orElse("");
        String en = nearest.map(meant -> " Did you mean " + named(meant) + "?").orElse("");
        return new Flaw(
                "",
                "",
                RowProblem.UNKNOWN_TASK.name(),
                RowProblem.UNKNOWN_TASK.vi(shown, vi),
                RowProblem.UNKNOWN_TASK.en(shown, en));
    }

    private Optional<TaskDefinition> find(String task, Optional<String> unit) {
        Optional<TaskDefinition> known = found.get(task);
        if (known == null) {
            known = found.size() < MOST_COMPARED ? compare(task, unit) : Optional.empty();
            if (found.size() < MOST_COMPARED) {
                found.put(task, known);
            }
        }
        return known;
    }

    private Optional<TaskDefinition> compare(String task, Optional<String> unit) {
        List<TaskDefinition> own = unit.map(published::tasksOf).orElse(List.of());
        String title = CellText.fold(task);
        return own.stream()
                .filter(candidate -> CellText.fold(candidate.getTitleVi()).equals(title)
                        || CellText.fold(candidate.getTitleEn()).equals(title))
                .findFirst()
                .or(() -> NearestName.guess(task, ids(own)).flatMap(published::task))
                .or(() -> NearestName.guess(task, ids(published.tasks())).flatMap(published::task));
    }

    private static List<String> ids(List<TaskDefinition> tasks) {
        return tasks.stream().map(TaskDefinition::getTaskId).toList();
    }

    private static String named(TaskDefinition task) {
        return task.getTaskId() + " (" + CellText.shown(task.getTitleVi()) + ")";
    }
}
