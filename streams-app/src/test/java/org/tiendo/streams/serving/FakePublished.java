package org.tiendo.streams.serving;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.streams.gateway.Published;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** The tasks t1 and t2, both of the unit u1; t2 was published a moment ago. */
final class FakePublished implements Published {
    static {
        TrustedClasses.addContracts();
    }

    volatile @Nullable OperationFailedException failure;

    @Override
    public PublishedDefinitions recent() {
        return with("t1");
    }

    @Override
    public PublishedDefinitions newest() {
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
            TaskDefinition task =
                    Samples.task(taskId, "Việc", LocalDate.parse("2025-12-31")).getDefinition();
            task.setAssignments(List.of("u1"));
            published.task(task, taskId, Samples.RECEIVED);
        }
        return published.build();
    }
}
