package org.tiendo.producer.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return new CellException(RowProblem.UNKNOWN_TASK, shown).at("", "", vi, en);
    }

    private static String named(TaskDefinition task) {
        return task.getTaskId() + " (" + CellText.shown(task.getTitleVi()) + ")";
    }
}
