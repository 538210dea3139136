package org.tiendo.producer.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiendo.contract.ContractJson;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.v1.Plan;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * What is published, as far as a gateway tells it: the units and tasks that the caller's token reaches. It does not tell
 * the kind of an indicator, nor when a plan was issued: what depends on these is left to the pipeline to judge.
 */
public final class GatewayDefinitions {
    private GatewayDefinitions() {}

    /**
     * Reads units and tasks.
     *
     * @param unitId whose tasks, with those of the units below; empty for all that the token reaches
     * @throws org.tiendo.producer.BadInputException when there is no such unit
     * @throws org.tiendo.producer.OperationFailedException when the gateway cannot be asked
     */
    public static PublishedDefinitions of(ApiClient api, Optional<String> unitId) {
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder();
        api.list("/units", Map.of()).rows().forEach(row -> add(published, unit(row)));
        Map<String, String> whose = unitId.map(id -> Map.of("unit", id)).orElse(Map.of());
        api.list("/tasks", whose).rows().stream()
                .map(row -> row.path("taskId").asText())
                .distinct()
                .forEach(taskId -> add(published, api.get("/tasks/" + ApiClient.segment(taskId), Map.of())));
        return published.build();
    }

    /**
     * Adds a task.
     *
     * @param task what the gateway answers for it
     */
    public static void add(PublishedDefinitions.Builder published, JsonNode task) {
        for (JsonNode version : task.path("versions")) {
            TaskDefinition definition = ContractJson.fromJson(version.path("definition"), TaskDefinition.class);
            Instant at = Instant.parse(version.path("publishedAt").asText());
            published.task(definition, definition.getTaskId(), at);
            // Periods may begin with the plan, whose day of issue is not told: then none is too early here.
            Plan plan = Plan.newBuilder()
                    .setPlanId(definition.getPlanId())
                    .setIssued(LocalDate.EPOCH)
                    .build();
            published.plan(plan, plan.getPlanId());
        }
    }

    private static void add(PublishedDefinitions.Builder published, Unit unit) {
        published.unit(unit, unit.getUnitId());
    }

    private static Unit unit(JsonNode row) {
        List<String> members = new ArrayList<>();
        row.path("members").forEach(member -> members.add(member.asText()));
        return Unit.newBuilder()
                .setUnitId(row.path("unitId").asText())
                .setNameVi(row.path("nameVi").asText(""))
                .setNameEn(row.path("nameEn").asText(""))
                .setCollective(row.path("collective").asBoolean())
                .setMembers(members)
                .build();
    }
}
