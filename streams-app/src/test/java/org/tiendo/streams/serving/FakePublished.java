package org.tiendo.streams.serving;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.streams.gateway.Published;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** The tasks t1 and t2, both of the unit u1; t2 was published a moment ago. Others can be added. */
final class FakePublished implements Published {
    static {
        TrustedClasses.addContracts();
    }

    volatile @Nullable OperationFailedException failure;

    /** Published long ago, too. */
    final List<TaskDefinition> others = new CopyOnWriteArrayList<>();

    /** How often what is published was read anew. */
    final AtomicInteger readAnew = new AtomicInteger();

    static TaskDefinition task(String taskId, List<String> assignments) {
        TaskDefinition task =
                Samples.task(taskId, "Việc", LocalDate.parse("2025-12-31")).getDefinition();
        task.setAssignments(assignments);
        return task;
    }

    @Override
    public PublishedDefinitions recent() {
        return with("t1");
    }

    @Override
    public PublishedDefinitions newest() {
        readAnew.incrementAndGet();
        return with("t1", "t2");
    }

    private PublishedDefinitions with(String... taskIds) {
        OperationFailedException failing = failure;
        if (failing != null) {
            throw failing;
        }
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder()
                .unit(Unit.newBuilder().setUnitId("u1").setNameVi("Phường 1").build(), "u1");
        for (String taskId : taskIds) {
            published.task(task(taskId, List.of("u1")), taskId, Samples.RECEIVED);
        }
        others.forEach(task -> published.task(task, task.getTaskId(), Samples.RECEIVED));
        return published.build();
    }
}
