package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Government Office's printed figures, counted by the pipeline from one occurrence per unit and task. */
class GoldenPercentagesLiveTest {
    private static final Instant BEGIN = Instant.parse("2017-01-03T02:00:00Z");
    private static final int UNITS = 400;

    private final List<String> lines = new ArrayList<>();
    private Instant at = BEGIN;
    private long reports;

    @Test
    void theOfficesFiguresGiveTheOfficesPercentages() {
        try (LiveStack stack = LiveStack.start("golden")) {
            // Given
            line("units", "ministries", object().put("unitId", "ministries").put("nameVi", "Bộ, ngành"));
            line("units", "provinces", object().put("unitId", "provinces").put("nameVi", "Địa phương"));
            occurrences("ministries", "on-time", 14_068, "2017-06-30", "2017-06-30");
            occurrences("ministries", "late", 1_983, "2017-06-30", "2017-07-01");
            occurrences("ministries", "open", 5_640, "2017-12-31", null);
            occurrences("ministries", "overdue", 223, "2017-06-30", null);
            occurrences("provinces", "on-time", 2_501, "2017-06-30", "2017-06-01");
            occurrences("provinces", "overdue", 222, "2017-06-30", null);
            at = Instant.parse("2017-08-01T02:00:00Z");
            line("clock", null, object().put("at", at.toString()));
            // When
            stack.replay(lines);
            stack.awaitConsumed();
            // Then
            await().atMost(LiveStack.PATIENCE)
                    .until(() -> stack.api()
                                    .get("/api/v1/accounting")
                                    .path("counted")
                                    .asLong()
                            == reports);
            ApiAnswers answers = new ApiAnswers(stack.api(), "");
            await().atMost(LiveStack.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(answers.kpi("ministries", "plan").get("(total)"))
                                    .containsEntry("tasks", "21914")
                                    .containsEntry("doneOnTime", "14068")
                                    .containsEntry("doneLate", "1983")
                                    .containsEntry("openInTerm", "5640")
                                    .containsEntry("overdue", "223")
                                    .containsEntry("percent.doneOfDue", "98.63"));
            await().atMost(LiveStack.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(answers.kpi("provinces", "plan").get("(total)"))
                                    .containsEntry("doneOnTime", "2501")
                                    .containsEntry("overdue", "222")
                                    .containsEntry("percent.onTime", "91.85"));
        }
    }

    /** So many occurrences below a unit: each task is owed by up to 400 units, and the last by what is left. */
    private void occurrences(String parent, String name, int count, String due, String doneOn) {
        for (int task = 0; task * UNITS < count; task++) {
            ObjectNode definition =
                    object().put("taskId", parent + "." + name + task).put("planId", "golden");
            definition.put("categoryId", "all").put("titleVi", "Nhiệm vụ được giao");
            definition.set("deadline", object().put("kind", "BY_DATE").put("due", due));
            int units = Math.min(UNITS, count - task * UNITS);
            for (int unit = 0; unit < units; unit++) {
                definition.withArray("assignments").add(parent + "." + unit);
            }
            if (name.equals("on-time") && task == 0) {
                for (int unit = 0; unit < UNITS; unit++) {
                    line("units", parent + "." + unit, unit(parent, parent + "." + unit));
                }
            }
            line("tasks", definition.path("taskId").asText(), definition);
            for (int unit = 0; doneOn != null && unit < units; unit++) {
                reports++;
                line(
                        "progress",
                        definition.path("taskId").asText(),
                        object().put("reportId", "r" + reports)
                                .put("taskId", definition.path("taskId").asText())
                                .put("unitId", parent + "." + unit)
                                .put("status", "DONE")
                                .put("asOf", doneOn)
                                .put("reportedAt", doneOn + "T03:00:00Z"));
            }
        }
    }

    private static ObjectNode unit(String parent, String id) {
        ObjectNode unit = object().put("unitId", id).put("nameVi", id);
        unit.withArray("placements").add(object().put("parentId", parent).put("from", "2000-01-01"));
        return unit;
    }

    private void line(String topic, String key, ObjectNode value) {
        Instant time = topic.equals("progress") ? Instant.parse("2017-07-20T00:00:00Z") : at;
        lines.add(HistoryLine.of(0, time, topic, key, value).json().toString());
    }

    private static ObjectNode object() {
        return History.object();
    }
}
