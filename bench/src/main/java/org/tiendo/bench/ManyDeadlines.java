package org.tiendo.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Placement;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * A province of ten districts and a hundred wards, and tasks that ten wards each have to do by given days; says what alerts
 * the calendar owes on a day when nobody ever reports.
 *
 * @param dueByDay how many occurrences fall due on which day: multiples of {@link #UNITS_PER_TASK}
 */
record ManyDeadlines(Map<LocalDate, Integer> dueByDay) {
    static final int UNITS_PER_TASK = 10;
    static final String ROOT = "bench.province";
    private static final int DISTRICTS = 10;
    private static final int WARDS = 100;
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final AlertPolicy POLICY = AlertPolicy.USUAL;

    static {
        TrustedClasses.addContracts();
    }

    /** All due on one day, as at the end of a year. */
    static ManyDeadlines onOneDay(LocalDate due, int occurrences) {
        return new ManyDeadlines(Map.of(due, occurrences));
    }

    /** Some each day, such that the first reminders come at successive midnights. */
    static ManyDeadlines remindingFrom(LocalDate firstMidnight, int midnights, int perMidnight) {
        Map<LocalDate, Integer> due = new TreeMap<>();
        LocalDate first = firstMidnight.plusDays(POLICY.dueSoonDays().get(0));
        IntStream.range(0, midnights).forEach(day -> due.put(first.plusDays(day), perMidnight));
        return new ManyDeadlines(due);
    }

    int occurrences() {
        return dueByDay.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The province, its districts and their wards; parents first. */
    static List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(unit(ROOT, List.of()));
        for (int i = 0; i < DISTRICTS; i++) {
            units.add(unit(district(i), List.of(new Placement(ROOT, LONG_AGO))));
        }
        for (int i = 0; i < WARDS; i++) {
            units.add(unit(ward(i), List.of(new Placement(district(i % DISTRICTS), LONG_AGO))));
        }
        return units;
    }

    private static Unit unit(String unitId, List<Placement> placements) {
        return Unit.newBuilder()
                .setUnitId(unitId)
                .setNameVi(unitId)
                .setPlacements(placements)
                .build();
    }

    private static String district(int number) {
        return "bench.district-" + number;
    }

    private static String ward(int number) {
        return "bench.ward-" + number;
    }

    List<TaskDefinition> tasks() {
        List<TaskDefinition> tasks = new ArrayList<>();
        dueByDay.forEach((due, occurrences) -> IntStream.range(0, occurrences / UNITS_PER_TASK)
                .mapToObj(number -> task(due, number))
                .forEach(tasks::add));
        return tasks;
    }

    /** Ten wards in a row, so that all districts have the same share. */
    private static TaskDefinition task(LocalDate due, int number) {
        return TaskDefinition.newBuilder()
                .setTaskId("bench.due-" + due + "-" + number)
                .setPlanId("bench.deadlines")
                .setCategoryId("bench.category-" + number % 10)
                .setTitleVi("bench")
                .setAssignments(IntStream.range(0, UNITS_PER_TASK)
                        .mapToObj(each -> ward((number * UNITS_PER_TASK + each) % WARDS))
                        .toList())
                .setDeadline(Deadline.newBuilder()
                        .setKind(DeadlineKind.BY_DATE)
                        .setDue(due)
                        .build())
                .build();
    }

    /** The midnights at which the calendar owes alerts. */
    List<LocalDate> midnights() {
        return dueByDay.keySet().stream()
                .flatMap(POLICY::alertDays)
                .sorted()
                .distinct()
                .toList();
    }

    /** How many alerts of which sort a midnight owes; the sorts are {@link #sortOf}'s. */
    Map<String, Integer> owedAt(LocalDate midnight) {
        Map<String, Integer> owed = new TreeMap<>();
        dueByDay.forEach((due, occurrences) -> {
            for (int i = 0; i < POLICY.dueSoonDays().size(); i++) {
                if (due.minusDays(POLICY.dueSoonDays().get(i)).equals(midnight)) {
                    owed.merge(sort("due-soon", i, "nobody"), occurrences, Integer::sum);
                }
            }
            for (int i = 0; i < POLICY.escalationDays().size(); i++) {
                if (due.plusDays(POLICY.escalationDays().get(i)).equals(midnight)) {
                    String to = List.of("nobody", "district", "province").get(i);
                    owed.merge(sort("overdue", i, to), occurrences, Integer::sum);
                }
            }
        });
        return owed;
    }

    private static String sort(String kind, int steps, String to) {
        return sort(kind, steps == 0 ? AlertState.RAISED : AlertState.ESCALATED, steps + 1, to);
    }

    private static String sort(String kind, AlertState state, int level, String to) {
        return kind + " " + state + ", level " + level + ", to " + to;
    }

    /** What an alert says but for whose it is: {@code overdue ESCALATED, level 2, to district}. */
    static String sortOf(TaskAlert alert) {
        return sort(alert.getKind(), alert.getState(), alert.getLevel(), addressee(alert));
    }

    private static String addressee(TaskAlert alert) {
        String to = alert.getEscalatedTo();
        if (to == null) {
            return "nobody";
        }
        if (to.equals(ROOT)) {
            return "province";
        }
        int ward = Integer.parseInt(alert.getUnitId().substring(ward(0).length() - 1));
        return to.equals(district(ward % DISTRICTS)) ? "district" : to;
    }
}
