package org.tiendo.streams.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;

/**
 * All that is kept of one task.
 *
 * @param task null where it is not defined
 * @param versions its definitions, oldest first
 * @param reports the accepted ones
 * @param parked those that wait for the definition
 * @param alerts those on it, of the units that have been assigned; null where another instance keeps them
 */
public record TaskFile(
        @Nullable TaskState task,
        List<TaskVersion> versions,
        List<AssignmentState> assignments,
        List<StoredReport> reports,
        List<StoredReport> parked,
        @Nullable List<TaskAlert> alerts) {

    /** What a caller sees of it: nothing, as of a task that is not there, where no unit seen has to do with it. */
    TaskFile cut(Redaction cut) {
        Sight sight = cut.sight();
        TaskState shown = task != null && concerns(task, sight) ? cut.task(task) : null;
        return new TaskFile(
                shown,
                shown == null ? List.of() : versions.stream().map(cut::version).toList(),
                assignments.stream()
                        .filter(assignment -> sight.sees(assignment.getUnitId()))
                        .toList(),
                seen(reports, sight),
                seen(parked, sight),
                alerts == null ? null : cut.alerts(alerts));
    }

    private static boolean concerns(TaskState task, Sight sight) {
        TaskDefinition definition = task.getDefinition();
        return sight.seesAny(definition.getAssignments())
                || sight.seesAny(definition.getCooperating())
                || sight.seesAny(task.getEverAssigned());
    }

    private static List<StoredReport> seen(List<StoredReport> reports, Sight sight) {
        return reports.stream()
                .filter(stored -> sight.sees(stored.getReport().getUnitId()))
                .toList();
    }
}
