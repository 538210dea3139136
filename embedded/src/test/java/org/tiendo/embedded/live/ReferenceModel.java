package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the design says must come of a history: one pass over its records, everything in memory. */
final class ReferenceModel {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final int PARTITIONS = 4;

    /** A refused report. */
    record Refusal(String code, String reportId, String unitId) {}

    final ReferenceTree tree = new ReferenceTree();
    final Map<String, JsonNode> plans = new TreeMap<>();
    final Map<String, JsonNode> indicators = new TreeMap<>();
    final Map<String, ReferenceTask> tasks = new TreeMap<>();
    final Map<String, ReferenceVerdicts> verdicts = new TreeMap<>();
    final List<Refusal> refusals = new ArrayList<>();
    final Map<String, Long> received = new TreeMap<>();
    final Map<String, Long> duplicates = new TreeMap<>();
    final List<String> deadLetters = new ArrayList<>();
    private Instant clock = Instant.EPOCH;

    static LocalDate dayOf(Instant instant) {
        return instant.atZone(VIETNAM).toLocalDate();
    }

    LocalDate today() {
        return dayOf(clock);
    }

    /** The clock moves, by a tick or by somebody else's record. */
    void clock(Instant at) {
        LocalDate day = today();
        clock = at.isAfter(clock) ? at : clock;
        while (day.isBefore(today())) {
            day = tasks.isEmpty() ? today() : day.plusDays(1);
            fire(day);
        }
    }

    private void fire(LocalDate day) {
        tasks.values().forEach(task -> task.assignments.values().forEach(each -> each.settle(day)));
        verdicts.values().forEach(each -> each.newDay(day));
    }

    /** Every alert there was. */
    Stream<ReferenceAlert> alerts() {
        Stream<ReferenceAssignment> assignments =
                tasks.values().stream().flatMap(task -> task.assignments.values().stream());
        Stream<ReferenceAlert> ofTasks = assignments.flatMap(each -> Stream.concat(
                each.silences.stream(),
                each.occurrences.values().stream().flatMap(occurrence -> occurrence.alerts.stream())));
        return Stream.concat(ofTasks, verdicts.values().stream().flatMap(each -> each.alerts.stream()));
    }

    void apply(JsonNode line) {
        Instant at = Instant.parse(line.path("timestamp").asText());
        clock(at);
        String topic = line.path("topic").asText();
        String key = line.path("key").asText(null);
        JsonNode value = line.path("value");
        if (!value.isObject() || value.has("garbage")) {
            int copies = topic.equals("tiendo.clock") ? PARTITIONS : 1;
            deadLetters.addAll(Collections.nCopies(copies, topic + " " + key));
            return;
        }
        switch (topic) {
            case "tiendo.clock" -> clock(Instant.parse(value.path("at").asText()));
            case "tiendo.progress" -> report(value, key, at);
            case "tiendo.tasks" -> {
                if (isSound(value, "taskId", key, topic)) {
                    define(value, dayOf(at));
                }
            }
            case "tiendo.plans" -> keep(plans, value, "planId", key, topic);
            case "tiendo.indicators" -> {
                keep(indicators, value, "indicatorId", key, topic);
                verdicts.values().forEach(each -> each.published(key, today()));
            }
            case "tiendo.units" -> {
                if (isSound(value, "unitId", key, topic) && !tree.accept(value)) {
                    deadLetters.add(topic + " " + key);
                }
            }
            default -> throw new IllegalArgumentException(topic);
        }
    }

    private void keep(Map<String, JsonNode> map, JsonNode value, String idField, String key, String topic) {
        if (isSound(value, idField, key, topic)) {
            map.put(key, value);
        }
    }

    private boolean isSound(JsonNode value, String idField, String key, String topic) {
        String id = value.path(idField).asText();
        if (isId(id) && id.equals(key)) {
            return true;
        }
        deadLetters.add(topic + " " + key);
        return false;
    }

    private void define(JsonNode value, LocalDate day) {
        ReferenceTask task = tasks.computeIfAbsent(value.path("taskId").asText(), id -> new ReferenceTask(this));
        task.define(value, day);
        List<ReferenceTask.Arrival> waiting = List.copyOf(task.parked);
        task.parked.clear();
        waiting.forEach(arrival -> judge(task, arrival));
        task.assignments.values().forEach(each -> settle(each, day));
    }

    private void settle(ReferenceAssignment assignment, LocalDate day) {
        assignment.settle(day);
        if (assignment.task.isIndicator()) {
            verdicts.computeIfAbsent(assignment.task.id(), id -> new ReferenceVerdicts(this, id))
                    .count(assignment, day);
        }
    }

    private void report(JsonNode report, String key, Instant at) {
        String unit = report.path("unitId").asText();
        received.merge(unit, 1L, Long::sum);
        String refusal = refusalByItself(report, key, at);
        if (refusal != null) {
            refuse(refusal, report);
            return;
        }
        ReferenceTask task = tasks.computeIfAbsent(report.path("taskId").asText(), id -> new ReferenceTask(this));
        ReferenceTask.Arrival arrival = new ReferenceTask.Arrival(report, dayOf(at));
        if (task.isDefined()) {
            judge(task, arrival);
            ReferenceAssignment assignment =
                    task.assignments.get(report.path("unitId").asText());
            if (assignment != null) {
                settle(assignment, arrival.day());
            }
        } else {
            task.parked.add(arrival);
        }
    }

    private static String refusalByItself(JsonNode report, String key, Instant at) {
        if (!isId(report.path("reportId").asText())
                || !isId(report.path("taskId").asText())
                || !isId(report.path("unitId").asText())) {
            return "BAD_ID";
        }
        if (!report.path("taskId").asText().equals(key)) {
            return "KEY_MISMATCH";
        }
        int percent = report.path("percent").asInt(0);
        if (percent < 0 || percent > 100) {
            return "PERCENT_OUT_OF_RANGE";
        }
        long numerator = report.path("numerator").asLong(0);
        long denominator = report.path("denominator").asLong(Long.MAX_VALUE);
        if (numerator < 0 || denominator < 0) {
            return "NEGATIVE_FIGURE";
        }
        if (numerator > denominator) {
            return "NUMERATOR_ABOVE_DENOMINATOR";
        }
        LocalDate asOf = LocalDate.parse(report.path("asOf").asText());
        Instant reportedAt = Instant.parse(report.path("reportedAt").asText());
        return asOf.isAfter(dayOf(at).plusDays(1)) || reportedAt.isAfter(at.plus(Duration.ofHours(24)))
                ? "FUTURE_DATED"
                : null;
    }

    private void judge(ReferenceTask task, ReferenceTask.Arrival arrival) {
        JsonNode report = arrival.report();
        String id = report.path("reportId").asText();
        String unit = report.path("unitId").asText();
        JsonNode before = task.accepted.get(id);
        ReferenceAssignment assignment = task.assignments.get(unit);
        if (before != null && before.equals(report)) {
            duplicates.merge(unit, 1L, Long::sum);
        } else if (before != null) {
            refuse("REPORT_ID_REUSED", report);
        } else if (task.cancelled()) {
            refuse("TASK_CANCELLED", report);
        } else if (assignment == null || !assignment.active) {
            refuse("NOT_ASSIGNED", report);
        } else if (task.deadline().periodOf(report, arrival.day()) == null) {
            refuse("UNKNOWN_PERIOD", report);
        } else if (lacksFigure(task, report)) {
            refuse("MISSING_FIGURE", report);
        } else {
            task.accepted.put(id, report);
            assignment.report(report, task.deadline().periodOf(report, arrival.day()), arrival.day());
        }
    }

    private boolean lacksFigure(ReferenceTask task, JsonNode report) {
        if (!task.isIndicator()) {
            return false;
        }
        JsonNode indicator = indicators.get(task.definition.path("taskId").asText());
        boolean share = indicator != null && indicator.path("measure").asText().equals("SHARE");
        return !report.path("numerator").isNumber()
                || (share && !report.path("denominator").isNumber());
    }

    private void refuse(String code, JsonNode report) {
        refusals.add(new Refusal(
                code, report.path("reportId").asText(), report.path("unitId").asText()));
    }

    private static boolean isId(String id) {
        return !id.isEmpty()
                && id.codePointCount(0, id.length()) <= 128
                && Normalizer.isNormalized(id, Normalizer.Form.NFC)
                && id.codePoints().noneMatch(c -> c == '|' || c == '/' || c <= ' ');
    }
}
