package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A plain organisation and a stream of sound reports, as many as wanted, for tests that disturb the pipeline. */
final class ReportStream {
    static final int UNITS = 8;
    static final int TASKS = 20;
    private static final String[] STATUSES = {"IN_PROGRESS", "DONE", "BLOCKED", "NOT_STARTED"};

    private final SplittableRandom random = new SplittableRandom(7);
    private Instant at = Instant.parse("2025-03-03T02:00:00Z");
    private int reports;

    /** A root, two departments and five offices; every task is owed by three of them. */
    List<String> setUp() {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "plans",
                "p",
                object().put("planId", "p").put("titleVi", "Kế hoạch").put("issuerId", "u0")));
        for (int unit = 0; unit < UNITS; unit++) {
            lines.add(unit(unit, unit == 0 ? null : unit < 3 ? "u0" : "u" + (1 + unit % 2), "2025-01-01"));
        }
        for (int task = 0; task < TASKS; task++) {
            ObjectNode definition = object().put("taskId", "t" + task).put("planId", "p");
            definition.put("categoryId", "c" + task % 3).put("titleVi", "Nhiệm vụ " + task);
            definition.set("deadline", object().put("kind", "BY_DATE").put("due", "2025-03-" + (10 + task % 20)));
            for (int i = 0; i < 3; i++) {
                definition.withArray("assignments").add("u" + (task + i * 2) % UNITS);
            }
            lines.add(line("tasks", "t" + task, definition));
        }
        return lines;
    }

    /** A unit, placed below a parent from a day on. */
    String unit(int number, String parent, String from) {
        ObjectNode unit = object().put("unitId", "u" + number).put("nameVi", "Đơn vị " + number);
        if (parent != null) {
            unit.withArray("placements").add(object().put("parentId", parent).put("from", from));
        }
        return line("units", "u" + number, unit);
    }

    /** The next reports; one in ten is sent twice. */
    List<String> reports(int count) {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            int task = random.nextInt(TASKS);
            reports++;
            String line = line(
                    "progress",
                    "t" + task,
                    object().put("reportId", "r" + reports)
                            .put("taskId", "t" + task)
                            .put("unitId", "u" + (task + random.nextInt(3) * 2) % UNITS)
                            .put("status", STATUSES[random.nextInt(STATUSES.length)])
                            .put("percent", random.nextInt(101))
                            .put("asOf", "2025-03-0" + (1 + random.nextInt(3)))
                            .put("reportedAt", at.toString()));
            lines.add(line);
            if (random.nextInt(10) == 0 && lines.size() < count) {
                lines.add(line);
            }
        }
        return lines;
    }

    String tick(String instant) {
        at = Instant.parse(instant);
        return line("clock", null, object().put("at", instant));
    }

    private String line(String topic, String key, ObjectNode value) {
        at = at.plus(Duration.ofSeconds(1));
        return HistoryLine.of(0, at, topic, key, value).json().toString();
    }

    private static ObjectNode object() {
        return History.object();
    }
}
