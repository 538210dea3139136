package org.tiendo.streams.serving;

import org.jspecify.annotations.Nullable;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.TaskState;

/**
 * One unit's copy of a task, with the task.
 *
 * @param task null where reports wait for its definition
 */
public record AssignedTask(@Nullable TaskState task, AssignmentState assignment) {}
