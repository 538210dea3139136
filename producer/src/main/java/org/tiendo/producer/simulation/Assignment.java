package org.tiendo.producer.simulation;

import org.tiendo.v1.TaskDefinition;

/**
 * One unit's part in a task: what one story is told about.
 *
 * @param task the task
 * @param unitId one of the units that owe it
 */
record Assignment(TaskDefinition task, String unitId) {
    /** Whether other units owe the task as well, each for itself. */
    boolean isShared() {
        return task.getAssignments().size() > 1;
    }

    /** What its draws are seeded by and its reports are named after. */
    String story() {
        return isShared() ? task.getTaskId() + "-" + unitId : task.getTaskId();
    }
}
