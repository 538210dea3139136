package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The API's answers in the form of {@link ReferenceAnswers}, of one history's ids. */
final class ApiAnswers {
    private static final int PAGE = 97;

    private final Api api;
    private final String prefix;

    ApiAnswers(Api api, String prefix) {
        this.api = api;
        this.prefix = prefix;
    }

    List<String> units() {
        return api.rows("/api/v1/units", 1_000).stream()
                .map(row -> row.path("unitId").asText())
                .filter(id -> id.startsWith(prefix))
                .toList();
    }

    Map<String, Map<String, String>> kpi(String unit, String by) {
        JsonNode answer = api.get("/api/v1/units/" + Api.encode(unit) + "/kpi?pageSize=1000&by=" + by);
        Map<String, Map<String, String>> rows = keyed(answer.path("rows"), "key");
        rows.put("(total)", flat(answer.path("total")));
        return rows;
    }

    Map<String, Map<String, String>> indicators(String unit) {
        return keyed(
                api.get("/api/v1/units/" + Api.encode(unit) + "/indicators?pageSize=1000")
                        .path("rows"),
                "indicatorId");
    }

    Map<String, Long> accounting(String unit) {
        JsonNode answer = api.get("/api/v1/accounting" + (unit == null ? "" : "?unit=" + Api.encode(unit)));
        Map<String, Long> counts = new TreeMap<>();
        for (String name : List.of("received", "counted", "superseded", "duplicate", "rejected", "parked")) {
            counts.put(name, answer.path(name).asLong(-1));
        }
        return counts;
    }

    List<String> tasks(String unit) {
        List<String> rows = new ArrayList<>();
        List<JsonNode> found = new ArrayList<>();
        if (unit == null) {
            found.addAll(api.rows("/api/v1/tasks?plan=" + Api.encode(prefix + "p1"), PAGE));
            found.addAll(api.rows("/api/v1/tasks?plan=" + Api.encode(prefix + "p2"), PAGE));
        } else {
            found.addAll(api.rows("/api/v1/tasks?unit=" + Api.encode(unit), PAGE));
        }
        for (JsonNode row : found) {
            if (row.path("taskId").asText().startsWith(prefix)) {
                rows.add(String.join(
                        " ",
                        row.path("taskId").asText(),
                        row.path("unitId").asText(),
                        row.path("planId").asText(),
                        row.path("categoryId").asText(),
                        row.path("deadlineKind").asText(),
                        "period=" + row.path("period").asText(),
                        "due=" + row.path("due").asText(),
                        "original=" + row.path("originalDue").asText(),
                        row.path("bucket").asText(),
                        row.path("status").asText(),
                        "percent=" + row.path("percent").asText(),
                        "overdue=" + row.path("overdue").asText(),
                        "asOf=" + row.path("asOf").asText()));
            }
        }
        return rows;
    }

    /** How a task's occurrences are judged against their due day and against the first one. */
    List<String> judgements(String taskId) {
        List<String> rows = new ArrayList<>();
        api.get("/api/v1/tasks/" + Api.encode(taskId))
                .path("occurrences")
                .forEach(row -> rows.add(String.join(
                        " ",
                        row.path("unitId").asText(),
                        "period=" + row.path("period").asText(),
                        "onTime=" + row.path("onTime").asText(),
                        "onTimeOriginal=" + row.path("onTimeOriginal").asText())));
        return rows;
    }

    List<String> alerts(String unit) {
        return api.rows("/api/v1/alerts?state=all&unit=" + Api.encode(unit), PAGE).stream()
                .map(row -> String.join(
                        " ",
                        row.path("alertId").asText(),
                        row.path("kind").asText(),
                        row.path("state").asText(),
                        "level=" + row.path("level").asText(),
                        "task=" + row.path("taskId").asText(),
                        "unit=" + row.path("unitId").asText(),
                        "period=" + row.path("period").asText(),
                        "due=" + row.path("due").asText(),
                        "raised=" + row.path("raisedOn").asText(),
                        "daysOverdue=" + row.path("daysOverdue").asText(),
                        "to=" + row.path("escalatedTo").asText(),
                        "reason=" + row.path("clearedReason").asText(),
                        "episode=" + row.path("episode").asText(),
                        "verdict=" + row.path("verdict").asText()))
                .toList();
    }

    List<String> refusals(String unit) {
        return api.rows("/api/v1/rejections?unit=" + Api.encode(unit), PAGE).stream()
                .map(row -> row.path("code").asText() + " "
                        + row.path("report").path("reportId").asText())
                .distinct()
                .toList();
    }

    private static Map<String, Map<String, String>> keyed(JsonNode rows, String field) {
        Map<String, Map<String, String>> keyed = new TreeMap<>();
        rows.forEach(row -> {
            Map<String, String> flat = flat(row);
            keyed.put(flat.remove(field), flat);
        });
        return keyed;
    }

    private static Map<String, String> flat(JsonNode row) {
        Map<String, String> flat = new TreeMap<>();
        row.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                flat(field.getValue()).forEach((name, value) -> flat.put(field.getKey() + "." + name, value));
            } else {
                flat.put(field.getKey(), LiveStack.text(field.getValue()));
            }
        });
        return flat;
    }
}
