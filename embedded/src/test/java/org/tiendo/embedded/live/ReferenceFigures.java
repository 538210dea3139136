package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a KPI row, counted one occurrence after the other. */
final class ReferenceFigures {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(ReferenceOccurrence occurrence, LocalDate day) {
        ReferenceTask task = occurrence.assignment.task;
        LocalDate today = task.clock(day);
        LocalDate due = occurrence.due(day);
        JsonNode winner = occurrence.winner();
        count("tasks");
        count(
                switch (occurrence.status()) {
                    case "NOT_STARTED" -> "notStarted";
                    case "IN_PROGRESS" -> "inProgress";
                    case "DONE" -> "done";
                    default -> "blocked";
                });
        String bucket = task.deadline().bucket(occurrence.period, today);
        if (bucket.equals("ongoing") || bucket.equals("dormant")) {
            count(bucket);
        }
        if (due != null) {
            if (occurrence.isDone()) {
                count(occurrence.doneSince().isAfter(due) ? "doneLate" : "doneOnTime");
            } else {
                count(today.isAfter(due) ? "overdue" : "openInTerm");
                long left = ChronoUnit.DAYS.between(today, due);
                if (left >= 0 && left <= 7) {
                    count("dueSoon");
                }
            }
        }
        if (!bucket.equals("dormant")) {
            count("expected");
            if (occurrence.assignment.isSilent()) {
                count("silent");
            }
            if (winner != null) {
                count("reported");
            }
        }
        long weight = task.definition.path("weight").asLong(1);
        counts.merge("weight", weight, Long::sum);
        counts.merge("weighted", weight * hundredths(winner), Long::sum);
    }

    private static long hundredths(JsonNode winner) {
        if (winner == null) {
            return 0;
        }
        if (winner.path("percent").isNumber()) {
            return winner.path("percent").asLong() * 100;
        }
        if (winner.path("status").asText().equals("DONE")) {
            return 10_000;
        }
        if (winner.path("numerator").isNumber() && winner.path("denominator").asLong(0) > 0) {
            return BigDecimal.valueOf(winner.path("numerator").asLong())
                    .multiply(BigDecimal.valueOf(10_000))
                    .divide(BigDecimal.valueOf(winner.path("denominator").asLong()), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        return 0;
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    private long get(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Each field of a row as text. */
    Map<String, String> row() {
        Map<String, String> row = new TreeMap<>();
        for (String name : new String[] {
            "tasks",
            "notStarted",
            "inProgress",
            "done",
            "blocked",
            "ongoing",
            "dormant",
            "doneOnTime",
            "doneLate",
            "openInTerm",
            "overdue",
            "dueSoon"
        }) {
            row.put(name, String.valueOf(get(name)));
        }
        long due = get("doneOnTime") + get("doneLate") + get("overdue");
        row.put("percent.done", percent(get("done"), get("tasks")));
        row.put("percent.doneOfDue", percent(get("doneOnTime") + get("doneLate"), due));
        row.put("percent.onTime", percent(get("doneOnTime"), due));
        row.put("percent.progress", ratio(get("weighted"), get("weight") * 100));
        row.put("coverage.expected", String.valueOf(get("expected")));
        row.put("coverage.reported", String.valueOf(get("reported")));
        row.put("coverage.silent", String.valueOf(get("silent")));
        row.put("coverage.provisional", String.valueOf(get("reported") < get("expected")));
        return row;
    }

    static String percent(long part, long whole) {
        return ratio(Math.multiplyExact(part, 100L), whole);
    }

    private static String ratio(long part, long whole) {
        return whole == 0
                ? "null"
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
