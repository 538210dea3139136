package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The task definitions of a random history. */
final class HistoryTasks {
    private static final int TASKS = 22;
    private static final int UNITS = 12;

    private final SplittableRandom random;
    private final String prefix;
    private final LocalDate firstDay;
    private final Map<String, ObjectNode> newest = new TreeMap<>();

    HistoryTasks(SplittableRandom random, String prefix, LocalDate firstDay) {
        this.random = random;
        this.prefix = prefix;
        this.firstDay = firstDay;
    }

    String id(int number) {
        return prefix + "t" + number;
    }

    /** A task that is defined, will be, or never is. */
    String anyId() {
        return id(random.nextInt(TASKS));
    }

    /** The id of some task, or indicator, that was defined. Of some tasks little is ever heard. */
    String definedId() {
        List<String> ids = newest.keySet().stream()
                .filter(id -> id.hashCode() % 3 != 0 || random.nextInt(12) == 0)
                .toList();
        return ids.isEmpty() ? anyId() : ids.get(random.nextInt(ids.size()));
    }

    /** A unit that owes the task, now and then another one. */
    String unitOf(String taskId) {
        ObjectNode definition = newest.get(taskId);
        if (definition == null || definition.path("assignments").isEmpty() || random.nextInt(15) == 0) {
            return anyUnit();
        }
        return definition
                .path("assignments")
                .get(random.nextInt(definition.path("assignments").size()))
                .asText();
    }

    boolean isIndicator(String taskId) {
        return newest.containsKey(taskId) && newest.get(taskId).has("indicatorId");
    }

    /** How often a task recurs; null where it does not. */
    String recurrenceOf(String taskId) {
        ObjectNode definition = newest.get(taskId);
        return definition == null
                ? null
                : definition.path("deadline").path("recurrence").asText(null);
    }

    private String anyUnit() {
        return prefix + "u" + random.nextInt(UNITS + 1);
    }

    ObjectNode first(int number) {
        return published(fresh(id(number)));
    }

    ObjectNode reporting(String indicatorId) {
        ObjectNode task = fresh(indicatorId).put("indicatorId", indicatorId);
        switch (random.nextInt(3)) {
            case 0 -> task.set("deadline", History.object().put("kind", "NONE"));
            case 1 -> task.set("deadline", recurring());
            default -> task.put("weight", 1);
        }
        return published(task);
    }

    /** Published again with a change, or for the first time. */
    ObjectNode again(String taskId, LocalDate today) {
        ObjectNode before = newest.get(taskId);
        if (before == null) {
            return published(fresh(taskId));
        }
        ObjectNode task = before.deepCopy();
        boolean stopped =
                task.path("cancelled").asBoolean() || task.path("paused").asBoolean();
        if (isIndicator(taskId) && !stopped && (task.path("assignments").size() > 1 || random.nextBoolean())) {
            addOrDropOne(task);
            return published(task);
        }
        switch (isIndicator(taskId) ? 1 + random.nextInt(7) : random.nextInt(8)) {
            case 0 -> assign(task);
            case 1 -> task.put("cancelled", !task.path("cancelled").asBoolean());
            case 2 -> task.set("deadline", deadline());
            case 3 -> task.put("weight", random.nextInt(4)).put("categoryId", "cat" + random.nextInt(3));
            case 4, 5 -> {
                ObjectNode deadline = (ObjectNode) task.path("deadline");
                if (deadline.has("due")) {
                    deadline.put(
                            "due",
                            LocalDate.parse(deadline.path("due").asText())
                                    .plusDays(random.nextInt(40))
                                    .toString());
                }
                if (deadline.path("kind").asText().equals("CONDITIONAL")) {
                    deadline.put(
                            "triggeredOn",
                            today.plusDays(random.nextInt(30) - 20).toString());
                }
            }
            case 6 -> task.put("paused", !task.path("paused").asBoolean());
            default -> task.put("changeReason", "lần " + random.nextInt());
        }
        return published(task);
    }

    private ObjectNode published(ObjectNode task) {
        newest.put(task.path("taskId").asText(), task);
        return task;
    }

    private ObjectNode fresh(String id) {
        ObjectNode task = History.object().put("taskId", id).put("planId", prefix + "p" + (1 + random.nextInt(2)));
        task.put("categoryId", "cat" + random.nextInt(3)).put("titleVi", "Nhiệm vụ " + id);
        if (random.nextBoolean()) {
            task.put("weight", random.nextInt(5));
        }
        task.set("deadline", deadline());
        assign(task);
        return task;
    }

    private void assign(ObjectNode task) {
        task.putArray("assignments");
        random.ints(random.nextInt(5), 0, UNITS + 1)
                .distinct()
                .forEach(unit -> task.withArray("assignments").add(prefix + "u" + unit));
    }

    /**
     * Of an indicator's reporters one comes or goes at a time, and what concerns all happens while there is only one: what
     * several change at one instant is counted one after the other, in an order that the design leaves open.
     */
    private void addOrDropOne(ObjectNode task) {
        String unit = prefix + "u" + random.nextInt(UNITS + 1);
        List<String> reporters = new ArrayList<>();
        task.path("assignments").forEach(each -> reporters.add(each.asText()));
        if (reporters.size() > 1 && random.nextInt(3) > 0) {
            reporters.remove(random.nextInt(reporters.size()));
        } else if (!reporters.contains(unit)) {
            reporters.add(unit);
        }
        task.putArray("assignments");
        reporters.forEach(each -> task.withArray("assignments").add(each));
    }

    private ObjectNode deadline() {
        List<String> kinds = List.of(
                "BY_DATE",
                "BY_MONTH",
                "BY_QUARTER",
                "BY_YEAR",
                "RANGE",
                "FROM",
                "RECURRING",
                "ONGOING",
                "CONDITIONAL",
                "NONE",
                "BY_DATE",
                "RANGE");
        ObjectNode deadline = History.object().put("kind", kinds.get(random.nextInt(kinds.size())));
        if (deadline.path("kind").asText().equals("RECURRING")) {
            return recurring();
        }
        LocalDate due = firstDay.plusDays(random.nextInt(160) - 20);
        switch (deadline.path("kind").asText()) {
            case "BY_DATE", "BY_MONTH", "BY_QUARTER", "BY_YEAR" -> deadline.put("due", due.toString());
            case "RANGE" ->
                deadline.put("due", due.toString())
                        .put("from", due.minusDays(random.nextInt(60)).toString());
            case "FROM" -> deadline.put("from", due.toString());
            case "CONDITIONAL" -> {
                deadline.put("condition", "văn bản");
                if (random.nextBoolean()) {
                    deadline.put("due", due.toString());
                }
                if (random.nextInt(3) > 0) {
                    deadline.put("workingDaysAfterTrigger", random.nextInt(40));
                }
            }
            default -> deadline.put("text", "thường xuyên");
        }
        return deadline;
    }

    private ObjectNode recurring() {
        ObjectNode deadline = History.object().put("kind", "RECURRING");
        deadline.put("recurrence", ReferencePeriod.RECURRENCES.get(random.nextInt(3)));
        if (random.nextBoolean()) {
            deadline.put("from", firstDay.plusDays(random.nextInt(240) - 120).toString());
        }
        return deadline;
    }
}
