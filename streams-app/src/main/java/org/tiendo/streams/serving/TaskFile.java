package org.tiendo.streams.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.v1.TaskAlert;

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
        @Nullable List<TaskAlert> alerts) {}
