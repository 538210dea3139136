package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** KPI figures counted from the rows of {@code /tasks} alone, as a sceptical reader would. */
final class Recomputation {
    private final Iterable<JsonNode> rows;
    private final LocalDate today;

    Recomputation(Iterable<JsonNode> rows, LocalDate today) {
        this.rows = rows;
        this.today = today;
    }

    /** By a key of the row, and in total under {@code (total)}; indicators' own tasks are no KPI. */
    Map<String, Map<String, String>> by(Function<JsonNode, String> keyOf) {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        sums.put("(total)", new TreeMap<>());
        for (JsonNode row : rows) {
            if (!row.path("taskId").asText().equals(row.path("indicatorId").asText(null))) {
                Stream.of(keyOf.apply(row), "(total)")
                        .forEach(key -> add(row, sums.computeIfAbsent(key, any -> new TreeMap<>())));
            }
        }
        Map<String, Map<String, String>> figures = new TreeMap<>();
        sums.forEach((key, counts) -> figures.put(key, texts(counts)));
        return figures;
    }

    private void add(JsonNode row, Map<String, Long> counts) {
        String status = row.path("status").asText();
        String bucket = row.path("bucket").asText();
        count(counts, "tasks", true);
        count(counts, "notStarted", status.equals("NOT_STARTED"));
        count(counts, "inProgress", status.equals("IN_PROGRESS"));
        count(counts, "done", status.equals("DONE"));
        count(counts, "blocked", status.equals("BLOCKED"));
        count(counts, "ongoing", bucket.equals("ongoing"));
        count(counts, "dormant", bucket.equals("dormant"));
        count(counts, "coverage.expected", !bucket.equals("dormant"));
        count(counts, "overdue", row.path("overdue").asBoolean());
        if (!row.path("due").isTextual()) {
            return;
        }
        LocalDate due = LocalDate.parse(row.path("due").asText());
        boolean done = status.equals("DONE");
        count(counts, "doneOfDue", done);
        count(counts, "openInTerm", !done && !today.isAfter(due));
        count(counts, "lateBySight", !done && today.isAfter(due));
        count(
                counts,
                "dueSoon",
                !done && !due.isBefore(today) && !due.minusDays(7).isAfter(today));
    }

    private static void count(Map<String, Long> counts, String name, boolean so) {
        counts.merge(name, so ? 1L : 0L, Long::sum);
    }

    private static Map<String, String> texts(Map<String, Long> counts) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : new String[] {
            "tasks",
            "notStarted",
            "inProgress",
            "done",
            "blocked",
            "ongoing",
            "dormant",
            "coverage.expected",
            "overdue",
            "doneOfDue",
            "openInTerm",
            "lateBySight",
            "dueSoon"
        }) {
            texts.put(name, String.valueOf(counts.getOrDefault(name, 0L)));
        }
        long done = counts.getOrDefault("done", 0L);
        long ended = counts.getOrDefault("doneOfDue", 0L);
        texts.put("percent.done", ReferenceFigures.percent(done, counts.getOrDefault("tasks", 0L)));
        texts.put("percent.doneOfDue", ReferenceFigures.percent(ended, ended + counts.getOrDefault("overdue", 0L)));
        return texts;
    }

    /** The API's answer cut to the same figures. */
    static Map<String, Map<String, String>> comparable(Map<String, Map<String, String>> answer) {
        Map<String, Map<String, String>> figures = new TreeMap<>();
        answer.forEach((key, row) -> {
            Map<String, String> cut = new TreeMap<>(row);
            long ended = Long.parseLong(cut.remove("doneOnTime")) + Long.parseLong(cut.remove("doneLate"));
            cut.put("doneOfDue", String.valueOf(ended));
            cut.put("lateBySight", cut.get("overdue"));
            cut.keySet()
                    .removeIf(name -> name.equals("percent.onTime")
                            || name.equals("percent.progress")
                            || (name.startsWith("coverage.") && !name.equals("coverage.expected")));
            figures.put(key, cut);
        });
        return figures;
    }

    /** Every difference between the KPIs of a unit and what its tasks say, in all four cuts. */
    static Differences check(Api api, String unit, Map<String, String> childOfUnit) {
        ApiAnswers answers = new ApiAnswers(api, "");
        Iterable<JsonNode> rows = api.rows("/api/v1/tasks?unit=" + Api.encode(unit), 1_000);
        LocalDate today = LocalDate.parse(
                api.get("/api/v1/accounting").path("meta").path("clock").asText());
        Recomputation recomputation = new Recomputation(rows, today);
        Differences differences = new Differences(unit);
        differences.compare(
                "by plan", recomputation.by(row -> row.path("planId").asText()), comparable(answers.kpi(unit, "plan")));
        differences.compare(
                "by category",
                recomputation.by(row -> row.path("categoryId").asText()),
                comparable(answers.kpi(unit, "category")));
        differences.compare(
                "by deadline",
                recomputation.by(row -> row.path("bucket").asText()),
                comparable(answers.kpi(unit, "deadline")));
        differences.compare(
                "by child",
                recomputation.by(row -> childOfUnit.get(row.path("unitId").asText())),
                comparable(answers.kpi(unit, "child")));
        return differences;
    }
}
