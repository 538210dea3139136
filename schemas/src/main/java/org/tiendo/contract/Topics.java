package org.tiendo.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tiendo.contract.Topic.Keep;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** Every topic of the contract: the one list that creates them, registers their schemas and writes docs/topics.md. */
public final class Topics {
    static {
        TrustedClasses.addContracts();
    }

    private static final String PUBLISHER = "plan publisher";
    private static final String UNITS_THEMSELVES = "units";
    private static final String APP = "the app";

    public static final Topic UNITS =
            new Topic("tiendo.units", Unit.getClassSchema(), true, Keep.FOR_EVER, "unitId", PUBLISHER);
    public static final Topic PLANS =
            new Topic("tiendo.plans", Plan.getClassSchema(), false, Keep.FOR_EVER, "planId", PUBLISHER);
    public static final Topic INDICATORS =
            new Topic("tiendo.indicators", Indicator.getClassSchema(), false, Keep.FOR_EVER, "indicatorId", PUBLISHER);
    public static final Topic TASKS =
            new Topic("tiendo.tasks", TaskDefinition.getClassSchema(), false, Keep.FOR_EVER, "taskId", PUBLISHER);
    public static final Topic PROGRESS = new Topic(
            "tiendo.progress", ProgressReport.getClassSchema(), false, Keep.FOR_EVER, "taskId", UNITS_THEMSELVES);
    public static final Topic CLOCK = new Topic(
            "tiendo.clock", ClockTick.getClassSchema(), false, Keep.FOR_EVER, "none; to every partition", APP);

    /** What the pipeline reads from outside. */
    public static final List<Topic> INPUTS = List.of(UNITS, PLANS, INDICATORS, TASKS, PROGRESS, CLOCK);

    public static final Topic REJECTED = new Topic(
            "tiendo.progress.rejected",
            RejectedReport.getClassSchema(),
            false,
            Keep.FOR_EVER,
            "the refused record's key",
            APP);
    public static final Topic DEAD_LETTERS =
            new Topic("tiendo.dead-letters", null, false, Keep.THIRTY_DAYS, "as found", APP);
    public static final Topic KPI_BY_UNIT =
            new Topic("tiendo.kpi.by-unit", KpiRow.getClassSchema(), false, Keep.NEWEST_PER_KEY, "unitId|planId", APP);
    public static final Topic KPI_BY_CATEGORY = new Topic(
            "tiendo.kpi.by-category",
            KpiRow.getClassSchema(),
            false,
            Keep.NEWEST_PER_KEY,
            "unitId|planId|categoryId",
            APP);
    public static final Topic KPI_BY_DEADLINE = new Topic(
            "tiendo.kpi.by-deadline", KpiRow.getClassSchema(), false, Keep.NEWEST_PER_KEY, "unitId|planId|bucket", APP);
    public static final Topic KPI_INDICATORS = new Topic(
            "tiendo.kpi.indicators",
            IndicatorRow.getClassSchema(),
            false,
            Keep.NEWEST_PER_KEY,
            "unitId|indicatorId",
            APP);
    public static final Topic ALERTS_OVERDUE = alerts("tiendo.alerts.overdue");
    public static final Topic ALERTS_DUE_SOON = alerts("tiendo.alerts.due-soon");
    public static final Topic ALERTS_SILENT = alerts("tiendo.alerts.silent");
    public static final Topic ALERTS_INDICATORS = alerts("tiendo.alerts.indicators");

    /**
     * How partitions tell one another that the business day has moved on: an instant, to every partition, in Tiendo's
     * registry-free encoding.
     */
    public static final Topic CLOCK_RELAY =
            new Topic("tiendo.internal.clock-relay", null, false, Keep.FOR_EVER, "none; to every partition", APP);

    /** How a plan, which lies in one partition, comes to its tasks and indicators, which lie in all. */
    public static final Topic PLAN_RELAY =
            new Topic("tiendo.internal.plan-relay", null, false, Keep.FOR_EVER, "planId; to every partition", APP);

    public static final List<Topic> OUTPUTS = List.of(
            REJECTED,
            DEAD_LETTERS,
            KPI_BY_UNIT,
            KPI_BY_CATEGORY,
            KPI_BY_DEADLINE,
            KPI_INDICATORS,
            ALERTS_OVERDUE,
            ALERTS_DUE_SOON,
            ALERTS_SILENT,
            ALERTS_INDICATORS,
            CLOCK_RELAY,
            PLAN_RELAY);

    private Topics() {}

    private static Topic alerts(String name) {
        return new Topic(name, TaskAlert.getClassSchema(), false, Keep.NEWEST_PER_KEY, "alertId", APP);
    }

    /** All topics, in the order of the flow. */
    public static List<Topic> all() {
        List<Topic> all = new ArrayList<>(INPUTS);
        all.addAll(OUTPUTS);
        return all;
    }

    /** Whether the pipeline reads a topic of this name from outside. */
    public static boolean isInput(String name) {
        return Writer.isIntake(name)
                || INPUTS.stream().anyMatch(topic -> topic.name().equals(name));
    }

    public static Optional<Topic> named(String name) {
        return all().stream().filter(topic -> topic.name().equals(name)).findFirst();
    }
}
