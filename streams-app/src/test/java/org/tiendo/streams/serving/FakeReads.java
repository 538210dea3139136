package org.tiendo.streams.serving;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.Keys;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** Stores in memory: every unit's own cells, of which subtree totals are the sums. */
final class FakeReads implements Reads {
    static final int AWAY_PARTITION = 3;

    Moment moment = new Moment(Instant.parse("2025-10-01T00:00:00Z"), 17);
    final Map<String, UnitPath> units = new LinkedHashMap<>();
    final Map<String, Map<Cell, Counts>> own = new HashMap<>();
    final Map<String, IndicatorState> indicators = new HashMap<>();
    final Map<String, PlanState> plans = new HashMap<>();
    final Map<String, TaskState> tasks = new HashMap<>();
    final Map<String, List<TaskVersion>> versions = new HashMap<>();
    final NavigableMap<String, AssignmentState> assignments = new TreeMap<>(StoreOrder.KEYS);
    final List<StoredReport> reports = new ArrayList<>();
    final List<StoredReport> parked = new ArrayList<>();
    final NavigableMap<String, RejectedReport> rejections = new TreeMap<>(StoreOrder.KEYS);
    final List<TaskAlert> alerts = new ArrayList<>();
    final Set<Integer> missingPartitions = new TreeSet<>();
    final Set<String> away = new TreeSet<>();
    Optional<String> owner = Optional.empty();
    final List<String> unreadiness = new ArrayList<>();

    @Nullable
    RuntimeException failure;

    int asked;
    int openScans;

    /** Puts a unit under a parent that is already there. */
    void unit(String unitId, @Nullable String parentId) {
        Unit unit = new Unit();
        unit.setUnitId(unitId);
        unit.setNameVi("Đơn vị " + unitId);
        unit.setNameEn("");
        unit.setKind("ward");
        unit.setMembers(List.of());
        unit.setPlacements(List.of());
        unit.setSuccessors(List.of());
        List<String> ancestors = new ArrayList<>(List.of(unitId));
        if (parentId != null) {
            UnitPath parent = Objects.requireNonNull(units.get(parentId), parentId);
            ancestors.addAll(parent.getSegments().get(0).getAncestors());
        }
        units.put(unitId, new UnitPath(unit, List.of(new PathSegment(null, ancestors)), 1L));
    }

    void add(String unitId, Cell cell, Counts counts) {
        own.computeIfAbsent(unitId, id -> new LinkedHashMap<>()).merge(cell, counts, Counts::plus);
    }

    void assign(TaskState task, String unitId, OccurrenceState... occurrences) {
        TaskDefinition definition = task.getDefinition();
        tasks.put(definition.getTaskId(), task);
        AssignmentState assignment = new AssignmentState();
        assignment.setTaskId(definition.getTaskId());
        assignment.setUnitId(unitId);
        assignment.setActive(true);
        assignment.setOccurrences(List.of(occurrences));
        assignments.put(Ids.join(definition.getTaskId(), unitId), assignment);
    }

    /** Takes a task away from a unit again. */
    void drop(String taskId, String unitId) {
        String key = Ids.join(taskId, unitId);
        Objects.requireNonNull(assignments.get(key), key).setActive(false);
    }

    @Override
    public Moment moment() {
        asked++;
        if (failure != null) {
            throw failure;
        }
        return moment;
    }

    @Override
    public UnitTree tree(Moment at) {
        return new UnitTree(units.values(), at.clock());
    }

    private <T> Held<T> held(String unitId, T value) {
        return away.contains(unitId) ? new Held.Away<>(AWAY_PARTITION, () -> owner) : new Held.Here<>(value);
    }

    private Map<Cell, Counts> subtree(String unitId) {
        Map<Cell, Counts> sums = new LinkedHashMap<>();
        Collection<String> members = unitId.equals(Keys.EVERYTHING)
                ? own.keySet()
                : new UnitTree(units.values(), LocalDate.MAX).subtree(unitId);
        members.forEach(member ->
                own.getOrDefault(member, Map.of()).forEach((cell, counts) -> sums.merge(cell, counts, Counts::plus)));
        return sums;
    }

    private static Map<Cell.Kpi, Counts> kpis(Map<Cell, Counts> cells, @Nullable String planId) {
        Map<Cell.Kpi, Counts> found = new LinkedHashMap<>();
        cells.forEach((cell, counts) -> {
            if (cell instanceof Cell.Kpi kpi && (planId == null || planId.equals(kpi.planId()))) {
                found.put(kpi, counts);
            }
        });
        return found;
    }

    @Override
    public Held<Map<Cell.Kpi, Counts>> subtreeKpis(String unitId, @Nullable String planId) {
        return held(unitId, kpis(subtree(unitId), planId));
    }

    @Override
    public Held<Map<Cell.Kpi, Counts>> ownKpis(String unitId, @Nullable String planId) {
        return held(unitId, kpis(own.getOrDefault(unitId, Map.of()), planId));
    }

    @Override
    public Held<Map<String, Counts>> subtreeIndicators(String unitId) {
        Map<String, Counts> found = new LinkedHashMap<>();
        subtree(unitId).forEach((cell, counts) -> {
            if (cell instanceof Cell.IndicatorCell indicator) {
                found.put(indicator.indicatorId(), counts);
            }
        });
        return held(unitId, found);
    }

    @Override
    public Held<Counts> subtreeIndicator(String unitId, String indicatorId) {
        return held(unitId, subtree(unitId).getOrDefault(new Cell.IndicatorCell(indicatorId), Counts.ZERO));
    }

    @Override
    public Held<Counts> ownIndicator(String unitId, String indicatorId) {
        return held(
                unitId,
                own.getOrDefault(unitId, Map.of()).getOrDefault(new Cell.IndicatorCell(indicatorId), Counts.ZERO));
    }

    @Override
    public Held<Counts> accounting(String unitId) {
        return held(unitId, subtree(unitId).getOrDefault(new Cell.Accounting(), Counts.ZERO));
    }

    @Override
    public Optional<IndicatorState> indicator(String indicatorId) {
        return Optional.ofNullable(indicators.get(indicatorId));
    }

    @Override
    public Optional<PlanState> plan(String planId) {
        return Optional.ofNullable(plans.get(planId));
    }

    @Override
    public Scan<AssignedTask> assignments(@Nullable String from) {
        var left = from == null ? assignments : assignments.tailMap(from, true);
        return scan(left.entrySet().stream()
                .map(entry -> new Scan.Entry<>(
                        entry.getKey(),
                        new AssignedTask(tasks.get(entry.getValue().getTaskId()), entry.getValue())))
                .iterator());
    }

    @Override
    public Held<TaskFile> task(String taskId) {
        return held(
                taskId,
                new TaskFile(
                        tasks.get(taskId),
                        versions.getOrDefault(taskId, List.of()),
                        assignments.values().stream()
                                .filter(assignment -> assignment.getTaskId().equals(taskId))
                                .toList(),
                        of(reports, taskId),
                        of(parked, taskId),
                        alerts.stream()
                                .filter(alert -> alert.getTaskId().equals(taskId))
                                .toList()));
    }

    @Override
    public Held<List<TaskAlert>> alerts(@Nullable Collection<String> units) {
        return new Held.Here<>(alerts.stream()
                .filter(alert -> units == null || units.contains(alert.getUnitId()))
                .toList());
    }

    private static List<StoredReport> of(List<StoredReport> stored, String taskId) {
        return stored.stream()
                .filter(report -> report.getReport().getTaskId().equals(taskId))
                .sorted(Comparator.comparing(report -> report.getReport().getAsOf()))
                .toList();
    }

    @Override
    public Scan<RejectedReport> rejections(@Nullable Collection<String> wanted, @Nullable String from) {
        var left = from == null ? rejections : rejections.tailMap(from, true);
        return scan(left.entrySet().stream()
                .map(entry -> new Scan.Entry<>(entry.getKey(), entry.getValue()))
                .iterator());
    }

    private <T> Scan<T> scan(Iterator<Scan.Entry<T>> entries) {
        openScans++;
        return new Scan<>() {
            @Override
            public Set<Integer> missingPartitions() {
                return missingPartitions;
            }

            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Entry<T> next() {
                return entries.next();
            }

            @Override
            public void close() {
                openScans--;
            }
        };
    }

    @Override
    public List<String> unreadiness() {
        return unreadiness;
    }
}
