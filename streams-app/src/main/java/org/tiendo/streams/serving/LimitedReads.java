package org.tiendo.streams.serving;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.contract.Keys;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.TaskAlert;

/**
 * The stores as a unit's token shows them: nothing of a unit outside its subtree comes through here, whatever a route
 * asks for. To ask for another unit is refused; what spans all units is cut to those seen. For one query: who is seen is
 * found out once.
 */
final class LimitedReads implements Reads {
    private final Reads all;
    private final String topId;
    private @Nullable Redaction redaction;

    /** @param topId the token's unit */
    LimitedReads(Reads all, String topId) {
        this.all = all;
        this.topId = topId;
    }

    private Redaction redaction(Moment moment) {
        Redaction known = redaction;
        if (known == null) {
            known = new Redaction(new Sight(topId, all.tree(moment)));
            redaction = known;
        }
        return known;
    }

    private Redaction redaction() {
        return redaction == null ? redaction(all.moment()) : redaction;
    }

    private Sight sight() {
        return redaction().sight();
    }

    private String seen(String unitId) {
        if (!sight().sees(unitId)) {
            throw Problem.forbiddenUnit(unitId);
        }
        return unitId;
    }

    private Collection<String> seen(@Nullable Collection<String> units) {
        if (units == null) {
            return sight().units();
        }
        units.forEach(this::seen);
        return units;
    }

    @Override
    public Moment moment() {
        return all.moment();
    }

    @Override
    public UnitTree tree(Moment moment) {
        return redaction(moment).tree();
    }

    @Override
    public Held<Map<Cell.Kpi, Counts>> subtreeKpis(String unitId, @Nullable String planId) {
        return all.subtreeKpis(seen(unitId), planId);
    }

    @Override
    public Held<Map<Cell.Kpi, Counts>> ownKpis(String unitId, @Nullable String planId) {
        return all.ownKpis(seen(unitId), planId);
    }

    @Override
    public Held<Map<String, Counts>> subtreeIndicators(String unitId) {
        return all.subtreeIndicators(seen(unitId));
    }

    @Override
    public Held<Counts> subtreeIndicator(String unitId, String indicatorId) {
        return all.subtreeIndicator(seen(unitId), indicatorId);
    }

    @Override
    public Held<Counts> ownIndicator(String unitId, String indicatorId) {
        return all.ownIndicator(seen(unitId), indicatorId);
    }

    /** Everything is, to this caller, all that is under its unit. */
    @Override
    public Held<Counts> accounting(String unitId) {
        return all.accounting(unitId.equals(Keys.EVERYTHING) ? topId : seen(unitId));
    }

    @Override
    public Optional<IndicatorState> indicator(String indicatorId) {
        return all.indicator(indicatorId).map(redaction()::indicator);
    }

    @Override
    public Optional<PlanState> plan(String planId) {
        return all.plan(planId).map(redaction()::plan);
    }

    @Override
    public Scan<AssignedTask> assignments(@Nullable String from) {
        Redaction cut = redaction();
        return new CutScan<>(
                all.assignments(from),
                assigned -> cut.sight().sees(assigned.assignment().getUnitId()),
                assigned -> {
                    TaskState task = assigned.task();
                    return new AssignedTask(task == null ? null : cut.task(task), assigned.assignment());
                });
    }

    @Override
    public Held<List<TaskAlert>> alerts(@Nullable Collection<String> units) {
        return all.alerts(seen(units)).map(redaction()::alerts);
    }

    @Override
    public Held<TaskFile> task(String taskId) {
        Redaction cut = redaction();
        return all.task(taskId).map(file -> file.cut(cut));
    }

    @Override
    public Scan<RejectedReport> rejections(@Nullable Collection<String> units, @Nullable String from) {
        Sight sight = sight();
        return new CutScan<>(
                all.rejections(seen(units), from),
                rejected -> sight.sees(rejected.getReport().getUnitId()),
                rejected -> rejected);
    }

    @Override
    public List<String> unreadiness() {
        return all.unreadiness();
    }
}
