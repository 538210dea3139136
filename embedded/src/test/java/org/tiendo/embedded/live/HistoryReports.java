package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The reports of a random history: most are sound, some are sent twice, late, or wrong in every way there is. */
final class HistoryReports {
    private final SplittableRandom random;
    private final String prefix;
    private final HistoryTasks tasks;
    private final List<ObjectNode> sent = new ArrayList<>();

    HistoryReports(SplittableRandom random, String prefix, HistoryTasks tasks) {
        this.random = random;
        this.prefix = prefix;
        this.tasks = tasks;
    }

    HistoryLine report(long seed, Instant at) {
        ObjectNode report = sound(at);
        String key = report.path("taskId").asText();
        switch (random.nextInt(60)) {
            case 0, 1, 2 -> report = earlier(report);
            case 3, 4 -> report = earlier(report).deepCopy().put("note", "khác " + random.nextInt());
            case 5, 6 -> {
                ObjectNode taken = earlier(report);
                if (!taken.has("withdraws")) {
                    report.put("taskId", taken.path("taskId").asText())
                            .put("unitId", taken.path("unitId").asText())
                            .put("withdraws", taken.path("reportId").asText());
                }
            }
            case 7 -> report.put("withdraws", prefix + "nothing");
            case 8 -> report.put("percent", random.nextBoolean() ? -1 : 101);
            case 9 -> report.put("numerator", -1);
            case 10 -> report.put("numerator", 5).put("denominator", 4);
            case 11 -> report.put("asOf", ReferenceModel.dayOf(at).plusDays(2).toString());
            case 12 ->
                report.put(
                        "reportedAt",
                        at.plus(Duration.ofHours(24)).plusMillis(1).toString());
            case 13 -> report.put("reportId", Normalizer.normalize(prefix + "báo", Normalizer.Form.NFD));
            case 14 -> report.put(random.nextBoolean() ? "reportId" : "taskId", prefix + "a b");
            case 15 -> report.put("unitId", prefix + "u1|x");
            case 16 ->
                report.put(
                        "period",
                        List.of("2025-Q1", "2025", "2025-02", "2025-2", "2025-Q5", "", "quý 1")
                                .get(random.nextInt(7)));
            case 17 -> report.put("reportId", "");
            case 18 -> report.put("asOf", ReferenceModel.dayOf(at).plusDays(1).toString());
            case 19 -> report.put("reportedAt", at.plus(Duration.ofHours(24)).toString());
            default -> sent.add(report);
        }
        key = random.nextInt(80) == 0 ? prefix + "wrong" : report.path("taskId").asText(key);
        return HistoryLine.of(seed, at, "progress", key, report);
    }

    private ObjectNode earlier(ObjectNode otherwise) {
        return sent.isEmpty() ? otherwise : sent.get(random.nextInt(sent.size()));
    }

    private ObjectNode sound(Instant at) {
        String task = random.nextInt(12) == 0 ? tasks.anyId() : tasks.definedId();
        LocalDate asOf = ReferenceModel.dayOf(at).minusDays(random.nextInt(3) == 0 ? random.nextInt(60) : 0);
        ObjectNode report = History.object()
                .put("reportId", prefix + "r" + Integer.toHexString(random.nextInt()))
                .put("taskId", task)
                .put("unitId", tasks.unitOf(task))
                .put(
                        "status",
                        List.of("NOT_STARTED", "IN_PROGRESS", "DONE", "DONE", "BLOCKED")
                                .get(random.nextInt(5)))
                .put("asOf", asOf.toString())
                .put("reportedAt", at.minusSeconds(random.nextInt(90_000)).toString());
        String recurrence = tasks.recurrenceOf(task);
        if (recurrence != null && random.nextInt(3) == 0) {
            // Another period than the one of asOf, now and then one that has not come yet.
            LocalDate within = asOf.plusDays(random.nextInt(100) - 80);
            report.put("period", ReferencePeriod.holding(recurrence, within).name());
        }
        if (tasks.isIndicator(task) || random.nextInt(8) == 0) {
            figures(report);
        } else if (random.nextInt(3) > 0) {
            report.put("percent", List.of(0, 1, 50, 99, 100).get(random.nextInt(5)));
        }
        return report;
    }

    private void figures(JsonNode report) {
        ObjectNode to = (ObjectNode) report;
        int denominator = random.nextInt(5) == 0 ? random.nextInt(20) : 10_000;
        int numerator = denominator == 10_000
                ? List.of(7_999, 8_000, 8_999, 9_000, 0, 10_000).get(random.nextInt(6))
                : random.nextInt(denominator + 1);
        if (random.nextInt(15) > 0) {
            to.put("numerator", numerator);
        }
        if (random.nextInt(15) > 0) {
            to.put("denominator", denominator);
        }
    }
}
