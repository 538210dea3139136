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
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.TaskAlert;

/**
 * What the query API asks of the stores, in the domain's words. Any call may throw {@link NotReady}, or
 * {@link Elsewhere} where this instance has nothing to answer from.
 */
public interface Reads {

    /** Up to when this instance's stores are complete. */
    Moment moment();

    /** The whole tree as it stands on the moment's business day. */
    UnitTree tree(Moment moment);

    /**
     * The KPI cells of a unit's subtree.
     *
     * @param planId only those of this plan; of all where null
     */
    Held<Map<Cell.Kpi, Counts>> subtreeKpis(String unitId, @Nullable String planId);

    /** The KPI cells of a unit's own assignments; see {@link #subtreeKpis}. */
    Held<Map<Cell.Kpi, Counts>> ownKpis(String unitId, @Nullable String planId);

    /** The indicator cells of a unit's subtree, by indicatorId. */
    Held<Map<String, Counts>> subtreeIndicators(String unitId);

    /** One indicator over a unit's subtree; zero where nobody there reports on it. */
    Held<Counts> subtreeIndicator(String unitId, String indicatorId);

    /** One indicator over a unit's own assignment. */
    Held<Counts> ownIndicator(String unitId, String indicatorId);

    /** The accounting of a unit's subtree, or of {@link org.tiendo.streams.contract.Keys#EVERYTHING}. */
    Held<Counts> accounting(String unitId);

    Optional<IndicatorState> indicator(String indicatorId);

    Optional<PlanState> plan(String planId);

    /**
     * Every assignment, in the order of taskId|unitId.
     *
     * @param from key to begin at, inclusive; from the start where null
     */
    Scan<AssignedTask> assignments(@Nullable String from);

    /**
     * Every alert, whatever its state.
     *
     * @param units those of these units; of all where null
     */
    Held<List<TaskAlert>> alerts(@Nullable Collection<String> units);

    Held<TaskFile> task(String taskId);

    /**
     * Refused reports, in the order of unitId|receivedAt|partition|offset.
     *
     * @param units those of these units, others may be among them; of all, unknown ones included, where null
     * @param from key to begin at, inclusive; from the start where null
     */
    Scan<RejectedReport> rejections(@Nullable Collection<String> units, @Nullable String from);

    /** Reasons why this instance cannot answer queries now; empty when it can. */
    List<String> unreadiness();
}
