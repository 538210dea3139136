package org.tiendo.producer.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.simulation.HistoryEvent.Midnight;
import org.tiendo.producer.simulation.HistoryEvent.PlanPublished;
import org.tiendo.producer.simulation.HistoryEvent.Reported;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * A seeded history of progress on plans: their publication, reports by their units, and the days going by. The same seed
 * gives the same history, and a longer history begins with the shorter one.
 */
public final class Simulation {
    /** Publication day of plans whose day of issue is not printed. */
    public static final LocalDate UNDATED_PLANS_PUBLISHED = LocalDate.of(2023, 6, 1);

    /** The seed of the history that the demo shows. */
    public static final long USUAL_SEED = 28;

    private static final int SILENT_REPORTERS_PERCENT = 9;
    private static final int MONTHLY_DAYS = 27;
    private static final int QUARTERLY_DAYS = 78;
    private static final Duration PUBLISHED_AT_HOUR = Duration.ofHours(7);

    private final List<PlanCatalogue> plans;
    private final long seed;

    public Simulation(List<PlanCatalogue> plans, long seed) {
        this.plans = List.copyOf(plans);
        this.seed = seed;
    }

    /** The day on which a plan comes out: its printed day of issue where there is one. */
    public static LocalDate publishedOn(PlanCatalogue plan) {
        LocalDate issued = plan.plan().getIssued();
        return issued == null ? UNDATED_PLANS_PUBLISHED : issued;
    }

    /** The instant at which a plan comes out: in the morning, before any office reports. */
    public static Instant publishedAt(PlanCatalogue plan) {
        return BusinessTime.startOf(publishedOn(plan)).plus(PUBLISHED_AT_HOUR);
    }

    /** Everything up to and including an instant, in the order in which it happened. */
    public List<HistoryEvent> history(Instant until) {
        List<HistoryEvent> events = new ArrayList<>();
        for (PlanCatalogue plan : plans) {
            events.add(new PlanPublished(publishedAt(plan), plan));
            events.addAll(reports(plan, BusinessTime.dayOf(until)));
        }
        plans.stream()
                .map(Simulation::publishedOn)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> midnights(first.plusDays(1), until, events));
        events.removeIf(event -> event.at().isAfter(until));
        // The sort is stable, so events of one instant keep the order in which they were told.
        events.sort(Comparator.comparing(HistoryEvent::at));
        return events;
    }

    private static void midnights(LocalDate first, Instant until, List<HistoryEvent> events) {
        for (LocalDate day = first; !BusinessTime.startOf(day).isAfter(until); day = day.plusDays(1)) {
            events.add(new Midnight(BusinessTime.startOf(day)));
        }
    }

    private List<Reported> reports(PlanCatalogue plan, LocalDate end) {
        LocalDate published = publishedOn(plan);
        Map<String, Indicator> indicators =
                plan.indicators().stream().collect(Collectors.toMap(Indicator::getIndicatorId, Function.identity()));
        List<Reported> reports = new ArrayList<>();
        Map<String, String> kinds = plan.units().stream().collect(Collectors.toMap(Unit::getUnitId, Unit::getKind));
        for (TaskDefinition task : plan.definitions()) {
            Indicator indicator = indicators.get(task.getTaskId());
            for (String unit : task.getAssignments()) {
                Assignment assignment = new Assignment(task, unit);
                SplittableRandom random = new SplittableRandom(mix(seed, assignment.story()));
                List<Step> steps = indicator == null
                        ? new TaskStory(published, end, random).steps(task.getDeadline())
                        : figures(indicator, assignment, kinds.getOrDefault(unit, ""), published, end, random);
                reports.addAll(new Reporter(assignment, published, otherUnit(plan, task), seed).reports(steps));
            }
        }
        return reports;
    }

    private static List<Step> figures(
            Indicator indicator,
            Assignment assignment,
            String kind,
            LocalDate published,
            LocalDate end,
            SplittableRandom random) {
        // Of many reporters some never speak; the only one of an indicator always does.
        if (assignment.isShared() && random.nextInt(100) < SILENT_REPORTERS_PERCENT) {
            return List.of();
        }
        Goal goal = Goal.of(indicator, assignment.unitId(), kind);
        int daysBetween = assignment.isShared() ? QUARTERLY_DAYS : MONTHLY_DAYS;
        return new IndicatorStory(indicator, goal, daysBetween, published, end, random).steps();
    }

    private static String otherUnit(PlanCatalogue plan, TaskDefinition task) {
        return plan.units().stream()
                .map(Unit::getUnitId)
                .filter(unit -> !task.getAssignments().contains(unit))
                .findFirst()
                .orElseThrow();
    }

    static long mix(long seed, String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return seed * 0x9E3779B97F4A7C15L ^ crc.getValue();
    }
}
