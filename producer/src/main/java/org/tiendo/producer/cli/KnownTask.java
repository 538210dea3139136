package org.tiendo.producer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.NearestName;
import org.tiendo.producer.api.ApiClient;
import org.tiendo.producer.api.GatewayDefinitions;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * The task that somebody reports on, as it is published.
 *
 * @param task its newest definition
 * @param unitName the reporting unit's name in Vietnamese, empty where it is not known
 * @param published what reports are checked by: everything where it was read from the topics, of a gateway this task only
 */
record KnownTask(TaskDefinition task, String unitName, PublishedDefinitions published) {
    private static final int SUGGESTIONS = 3;

    /** @throws BadInputException when there is no such task; the message names those of the unit with the nearest ids */
    static KnownTask in(PublishedDefinitions published, String taskId, String unitId) {
        TaskDefinition task = published.task(taskId).orElseThrow(() -> {
            List<TaskDefinition> owed = published.tasksOf(unitId);
            return unknown(
                    taskId,
                    (owed.isEmpty() ? published.tasks() : owed)
                            .stream().map(TaskDefinition::getTaskId).toList());
        });
        return new KnownTask(task, published.unit(unitId).map(Unit::getNameVi).orElse(""), published);
    }

    /**
     * Asks a gateway; see {@link #in}.
     *
     * @throws org.tiendo.producer.OperationFailedException when it cannot be asked
     */
    static KnownTask at(ApiClient api, String taskId, String unitId) {
        JsonNode found;
        try {
            found = api.get("/tasks/" + ApiClient.segment(taskId), Map.of());
        } catch (BadInputException e) {
            List<String> owed = new ArrayList<>();
            api.list("/tasks", Map.of("unit", unitId))
                    .rows()
                    .forEach(row -> owed.add(row.path("taskId").asText()));
            throw unknown(taskId, owed);
        }
        TaskDefinition task = ContractJson.fromJson(found.path("definition"), TaskDefinition.class);
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder();
        GatewayDefinitions.add(published, found);
        String name = api.get("/units/" + ApiClient.segment(unitId), Map.of())
                .path("nameVi")
                .asText("");
        return new KnownTask(task, name, published.build());
    }

    private static BadInputException unknown(String taskId, List<String> others) {
        String near = String.join(
                ", ", NearestName.nearest(taskId, others.stream().distinct().toList(), SUGGESTIONS));
        return new BadInputException("there is no task " + taskId
                + (near.isEmpty() ? ", and the unit has none" : ". Did you mean " + near + "?")
                + " (--no-check sends it all the same: it waits for its task)");
    }

    /** What the pipeline would refuse a report for, as far as what is known here tells. */
    Optional<RefusalCode> check(ProgressReport report, Instant now) {
        return published.check(report, now);
    }

    /** Ids as the contract has them, whatever the keyboard made of their marks. */
    static String id(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    }
}
