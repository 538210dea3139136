package org.tiendo.streams.contract;

import java.util.List;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.CellBundle;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.CountedFigure;
import org.tiendo.internal.IndicatorStanding;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Present;
import org.tiendo.internal.Rejection;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.internal.RulesMark;
import org.tiendo.internal.SettledPath;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.internal.Totals;
import org.tiendo.internal.TreeVersion;
import org.tiendo.internal.UnitFacts;
import org.tiendo.internal.UnitPath;
import org.tiendo.internal.VerdictState;
import org.tiendo.internal.WaitingDefinition;
import org.tiendo.internal.WatchedIndicator;
import org.tiendo.v1.TaskAlert;

/** Every store of the pipeline, by stage. Keys join their parts with {@code |}; see {@link Keys}. */
public final class PipelineStores {
    // The unit tree: one task holds all of it.
    public static final Store<UnitPath> TREE = onDisk("tree-by-unit", UnitPath.class, "unitId");
    public static final Store<UnitPath> PATH_HISTORY = onDisk("path-history-by-unit", UnitPath.class, "unitId|knownAt");
    public static final Store<Present> TREE_DAYS = inMemory("tree-days", Present.class, "day");

    // Alerting: in the tree's task, for it looks up who stands above a unit.
    public static final Store<TaskAlert> ALERTS = onDisk("alerts-by-unit", TaskAlert.class, "unitId|alertId");
    public static final Store<WatchedIndicator> WATCHED =
            onDisk("watched-indicators", WatchedIndicator.class, "indicatorId");
    public static final Store<CountedFigure> FIGURES =
            onDisk("figures-by-indicator", CountedFigure.class, "indicatorId|unitId");
    public static final Store<VerdictState> VERDICTS =
            onDisk("verdicts-by-indicator", VerdictState.class, "indicatorId|unitId");
    public static final Store<ClockMark> ALERTING_CLOCKS =
            inMemory("alerting-clocks", ClockMark.class, "partition it came from");

    // Lifecycle: partitioned by taskId.
    public static final Store<TaskState> TASKS = onDisk("tasks-by-id", TaskState.class, "taskId");
    public static final Store<TaskVersion> TASK_VERSIONS =
            onDisk("task-versions-by-id", TaskVersion.class, "taskId|version");
    public static final Store<IndicatorState> INDICATORS =
            onDisk("indicators-by-id", IndicatorState.class, "indicatorId");
    public static final Store<AssignmentState> ASSIGNMENTS =
            onDisk("assignments-by-task", AssignmentState.class, "taskId|unitId");
    public static final Store<StoredReport> REPORTS =
            onDisk("reports-by-task", StoredReport.class, "taskId|unitId|period|asOf|reportedAt|reportId");
    public static final Store<ReportFingerprint> REPORT_IDS =
            onDisk("report-ids-by-task", ReportFingerprint.class, "taskId|reportId");
    /** Withdrawals of reports that have not arrived yet. */
    public static final Store<Present> WITHDRAWALS =
            onDisk("withdrawals-by-task", Present.class, "taskId|unitId|reportId");

    public static final Store<StoredReport> PARKED = onDisk("parked-by-task", StoredReport.class, "taskId|offset");
    public static final Store<Present> DEADLINES = onDisk("deadlines-by-day", Present.class, "day|taskId|unitId");
    public static final Store<Rejection> REJECTIONS =
            onDisk("rejections-by-unit", Rejection.class, "unitId|receivedAt|partition|offset");
    public static final Store<Totals> REFUSALS = onDisk("refusals-by-unit", Totals.class, "unitId");
    public static final Store<ClockReading> LIFECYCLE_CLOCK = inMemory("lifecycle-clock", ClockReading.class, "clock");
    /** Whole in every partition, as in the scorecard's plans-by-id. */
    public static final Store<PlanState> KNOWN_PLANS = onDisk("known-plans", PlanState.class, "planId");

    public static final Store<WaitingDefinition> WAITING =
            onDisk("waiting-definitions", WaitingDefinition.class, "taskId or indicatorId|number");

    public static final Store<RulesMark> RULES = inMemory("rules-in-force", RulesMark.class, "rules");

    // Rollup: partitioned by unitId; units-by-id and tree-version are whole in every partition.
    public static final Store<UnitPath> UNITS = onDisk("units-by-id", UnitPath.class, "unitId");
    public static final Store<TreeVersion> TREE_VERSION = inMemory("tree-version", TreeVersion.class, "version");
    public static final Store<CellBundle> CONTRIBUTIONS =
            onDisk("contributions-by-unit", CellBundle.class, "unitId|source");
    public static final Store<Totals> LEAF_CELLS = onDisk("leaf-cells-by-unit", Totals.class, "unitId|cell");
    public static final Store<Totals> PENDING = onDisk("pending-changes-by-unit", Totals.class, "unitId|day|cell");
    public static final Store<SettledPath> PATHS = onDisk("paths-by-unit", SettledPath.class, "unitId");
    public static final Store<ClockMark> ROLLUP_CLOCKS =
            inMemory("rollup-clocks", ClockMark.class, "partition it came from, or `reached`");

    // Scorecard: partitioned by unitId; targets and plans are whole in every partition.
    public static final Store<Totals> TOTALS = onDisk("totals-by-unit", Totals.class, "unitId|cell");
    public static final Store<UnitFacts> FACTS = onDisk("facts-by-unit", UnitFacts.class, "unitId");
    public static final Store<IndicatorState> TARGETS =
            onDisk("targets-by-indicator", IndicatorState.class, "indicatorId");
    public static final Store<PlanState> PLANS = onDisk("plans-by-id", PlanState.class, "planId");
    public static final Store<IndicatorStanding> STANDINGS =
            onDisk("standings-by-indicator", IndicatorStanding.class, "indicatorId|unitId");
    public static final Store<ClockReading> SCORECARD_CLOCKS =
            inMemory("scorecard-clocks", ClockReading.class, "partition, or data-through for the minimum of all");
    public static final Store<Present> UNSETTLED_ROWS =
            inMemory("unsettled-rows", Present.class, "row|row to publish, or rejudge");

    private PipelineStores() {}

    private static <V extends org.apache.avro.specific.SpecificRecord> Store<V> onDisk(
            String name, Class<V> type, String key) {
        return new Store<>(name, type, false, key);
    }

    private static <V extends org.apache.avro.specific.SpecificRecord> Store<V> inMemory(
            String name, Class<V> type, String key) {
        return new Store<>(name, type, true, key);
    }

    /** All of them, in the order of the flow. */
    public static List<Store<?>> all() {
        return List.of(
                TREE,
                PATH_HISTORY,
                TREE_DAYS,
                ALERTS,
                WATCHED,
                FIGURES,
                VERDICTS,
                ALERTING_CLOCKS,
                TASKS,
                TASK_VERSIONS,
                INDICATORS,
                ASSIGNMENTS,
                REPORTS,
                REPORT_IDS,
                WITHDRAWALS,
                PARKED,
                DEADLINES,
                REJECTIONS,
                REFUSALS,
                LIFECYCLE_CLOCK,
                KNOWN_PLANS,
                WAITING,
                RULES,
                UNITS,
                TREE_VERSION,
                CONTRIBUTIONS,
                LEAF_CELLS,
                PENDING,
                PATHS,
                ROLLUP_CLOCKS,
                TOTALS,
                FACTS,
                TARGETS,
                PLANS,
                STANDINGS,
                SCORECARD_CLOCKS,
                UNSETTLED_ROWS);
    }
}
