package org.tiendo.streams.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tiendo.internal.Source;
import org.tiendo.internal.TaskState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.TaskDefinition;

/** Tasks with a deadline, for tests. */
final class DeadlineRules {
    static final LocalDate DEFINED = LocalDate.of(2024, 1, 15);

    private DeadlineRules() {}

    static DeadlineRule of(Deadline deadline) {
        return DeadlineRule.of(task(deadline).build());
    }

    static TaskState.Builder task(Deadline deadline) {
        return TaskState.newBuilder()
                .setDefinition(TaskDefinition.newBuilder()
                        .setTaskId("t")
                        .setPlanId("p")
                        .setCategoryId("c")
                        .setDeadline(deadline)
                        .build())
                .setVersions(1)
                .setEverAssigned(List.of("u"))
                .setSource(new Source("tiendo.tasks", 0, 0L, Instant.EPOCH))
                .setDefinedOn(DEFINED);
    }
}
