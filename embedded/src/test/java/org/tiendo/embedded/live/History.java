package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A random history of one small organisation, the same for the same seed. It comes in stretches: plans, units and
 * indicators; their tasks; then by turns units report, move and send what must be refused, and tasks are changed. What
 * lies in different topics and depends on its order is never in one stretch, as it may be read in either.
 */
final class History {
    static final int STRETCHES = 9;
    static final Duration STRETCH = Duration.ofDays(21);
    private static final int UNITS = 12;
    private static final int TASKS = 22;
    private static final int CHANGES = 14;
    private static final int REPORTS = 85;

    private final long seed;
    private final SplittableRandom random;
    private final Instant start;
    private final Map<String, ObjectNode> units = new TreeMap<>();
    private final HistoryTasks tasks;
    private final HistoryReports reports;

    History(long seed, Instant start) {
        this.seed = seed;
        this.start = start;
        this.random = new SplittableRandom(seed);
        this.tasks = new HistoryTasks(random, prefix(), firstDay());
        this.reports = new HistoryReports(random, prefix(), tasks);
    }

    /** Begins every id of this history. */
    String prefix() {
        return "s" + seed + ".";
    }

    private LocalDate firstDay() {
        return ReferenceModel.dayOf(start);
    }

    /** The next lines; called for each stretch once, in order. */
    List<HistoryLine> stretch(int number) {
        List<HistoryLine> lines = new ArrayList<>();
        if (number == 0) {
            organisation(lines);
        } else if (number == 1) {
            beginning(lines);
        } else {
            boolean reporting = number % 2 == 0;
            for (Instant at : times(number, reporting ? REPORTS : CHANGES)) {
                lines.add(reporting ? event(at) : change(at, number / 2));
            }
        }
        return lines;
    }

    private List<Instant> times(int stretch, int count) {
        Instant from = start.plus(STRETCH.multipliedBy(stretch));
        return random.longs(count, 1, STRETCH.toMillis())
                .sorted()
                .distinct()
                .mapToObj(from::plusMillis)
                .toList();
    }

    private void organisation(List<HistoryLine> lines) {
        Instant[] at = {start};
        for (int i = 1; i <= 2; i++) {
            ObjectNode plan = object().put("planId", prefix() + "p" + i).put("titleVi", "Kế hoạch " + i);
            plan.put("issuerId", unitId(0));
            if (i == 1) {
                plan.put("issued", firstDay().minusDays(90).toString());
            }
            lines.add(line(next(at), "plans", prefix() + "p" + i, plan));
        }
        for (int i = 0; i < UNITS; i++) {
            if (random.nextInt(5) > 0 || i == 0) {
                lines.add(unit(next(at), i));
            }
        }
        for (int i = 0; i < 4; i++) {
            lines.add(indicator(next(at), i));
        }
    }

    private void beginning(List<HistoryLine> lines) {
        Instant[] at = {start.plus(STRETCH)};
        for (int i = 0; i < 4; i++) {
            lines.add(line(next(at), "tasks", indicatorId(i), tasks.reporting(indicatorId(i))));
        }
        for (int i = 0; i < TASKS; i++) {
            if (random.nextInt(4) > 0) {
                lines.add(line(next(at), "tasks", tasks.id(i), tasks.first(i)));
            } else {
                lines.add(reports.report(seed, next(at)));
            }
        }
    }

    private Instant next(Instant[] at) {
        at[0] = at[0].plusMillis(1 + random.nextLong(Duration.ofHours(5).toMillis()));
        return at[0];
    }

    /** Of an indicator, either itself is changed in a stretch or its task. */
    private HistoryLine change(Instant at, int round) {
        int number = random.nextInt(4);
        boolean ofIndicator = random.nextInt(5) == 0;
        if (ofIndicator && (number + round) % 2 == 0) {
            return indicator(at, number);
        }
        String id = ofIndicator ? indicatorId(number) : tasks.anyId();
        return line(at, "tasks", id, tasks.again(id, ReferenceModel.dayOf(at)));
    }

    private HistoryLine event(Instant at) {
        int dice = random.nextInt(100);
        if (dice < 8) {
            return unit(at, random.nextInt(UNITS));
        }
        if (dice < 14) {
            return line(at, "clock", null, object().put("at", at.toString()));
        }
        if (dice < 18) {
            return poison(at);
        }
        return reports.report(seed, at);
    }

    private HistoryLine poison(Instant at) {
        List<String> topics = List.of("units", "plans", "indicators", "tasks", "progress", "clock");
        String topic = topics.get(random.nextInt(topics.size()));
        String key = prefix() + "poison" + random.nextInt(1000);
        JsonNode value = switch (random.nextInt(4)) {
            case 0 -> JsonNodeFactory.instance.nullNode();
            case 1 -> JsonNodeFactory.instance.textNode("không phải Avro");
            case 2 -> object().put("garbage", true);
            default -> topic.equals("tasks") ? tasks.first(random.nextInt(TASKS)) : object().put("garbage", 1);
        };
        return line(at, topic, key, value);
    }

    private HistoryLine unit(Instant at, int number) {
        String id = unitId(number);
        ObjectNode unit = units.get(id) == null ? object() : units.get(id).deepCopy();
        unit.put("unitId", id).put("nameVi", "Đơn vị " + number).put("kind", "kind" + random.nextInt(3));
        LocalDate today = ReferenceModel.dayOf(at);
        LocalDate from =
                random.nextInt(3) == 0 ? today.plusDays(random.nextInt(40)) : today.minusDays(random.nextInt(400));
        if (number > 0 || random.nextInt(10) == 0) {
            ObjectNode place = object().put("from", from.toString());
            // Mostly a unit before it in number, which can make no cycle; sometimes any, or nobody knows it yet.
            int parent = random.nextInt(8) == 0 ? random.nextInt(UNITS + 1) : random.nextInt(Math.max(1, number));
            place.put("parentId", random.nextInt(15) == 0 ? null : unitId(parent));
            if (random.nextBoolean()) {
                unit.putArray("placements");
            }
            unit.withArray("placements").add(place);
        }
        units.put(id, unit);
        return line(at, "units", id, unit);
    }

    private HistoryLine indicator(Instant at, int number) {
        String id = indicatorId(number);
        ObjectNode indicator = object().put("indicatorId", id).put("categoryId", "cat" + number % 3);
        indicator.put("planId", prefix() + "p" + (1 + number % 2)).put("nameVi", "Chỉ tiêu " + number);
        indicator.put("measure", List.of("SHARE", "SHARE", "COUNT", "MILESTONE").get(number));
        if (random.nextInt(3) == 0) {
            indicator.put("from", firstDay().minusDays(random.nextInt(200)).toString());
        }
        List<String> scopes = List.of("all", "kind0", "kind1", unitId(0), unitId(3));
        for (int i = random.nextInt(5); i > 0; i--) {
            ObjectNode target = object().put("scope", scopes.get(random.nextInt(scopes.size())));
            boolean share = number < 2;
            target.put("minimum", share ? 80 : 1 + random.nextInt(3) * 100);
            if (random.nextBoolean()) {
                target.put("stretch", share ? 90 : 500);
            }
            if (random.nextInt(4) > 0) {
                target.put(
                        "due",
                        firstDay()
                                .plusDays(random.nextInt(random.nextBoolean() ? 250 : 600))
                                .toString());
            }
            indicator.withArray("targets").add(target);
        }
        return line(at, "indicators", id, indicator);
    }

    private String unitId(int number) {
        return prefix() + "u" + number;
    }

    private String indicatorId(int number) {
        return prefix() + "i" + number;
    }

    private HistoryLine line(Instant at, String topic, String key, JsonNode value) {
        return HistoryLine.of(seed, at, topic, key, value);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
