package org.tiendo.streams.serving;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PathSegment;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Status;
import org.tiendo.v1.Successor;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Unit;

/**
 * Two districts of one province, everything that is known of each, and all that they share. What is foreign to the one
 * called own begins with {@link #FOREIGN} or is the number {@link #FOREIGN_COUNT}.
 */
final class TwoNeighbours {
    static final String OWN = "own";
    static final String FOREIGN = "xx-";
    static final long FOREIGN_COUNT = 777_777;

    private TwoNeighbours() {}

    static void fill(FakeReads reads) {
        units(reads);
        for (String unit : List.of("own", "own.a", "xx-d", "xx-d.a", "province")) {
            counts(reads, unit, unit.startsWith("own") ? 3 : FOREIGN_COUNT);
            tasks(reads, unit);
        }
        shared(reads);
        reads.plans.put("p1", plan());
        reads.indicators.put("i1", indicator());
    }

    private static void units(FakeReads reads) {
        reads.unit("province", null);
        reads.unit("own", "province");
        reads.unit("own.a", "own");
        reads.unit("xx-d", "province");
        reads.unit("xx-d.a", "xx-d");
        reads.unit("xx-moved", "own");
        Unit own = reads.units.get("own").getUnit();
        own.setMembers(List.of("own.a", "xx-d.a"));
        own.setSuccessors(List.of(new Successor("xx-d", 1000)));
        own.setPlacements(List.of(
                new Placement("xx-d", LocalDate.parse("2020-01-01")),
                new Placement("province", LocalDate.parse("2025-01-01"))));
        // It stood under own until a while ago, and stands elsewhere today.
        reads.units
                .get("xx-moved")
                .setSegments(List.of(
                        new PathSegment(null, List.of("xx-moved", "own", "province")),
                        new PathSegment(LocalDate.parse("2025-07-01"), List.of("xx-moved", "xx-d", "province"))));
    }

    private static void counts(FakeReads reads, String unit, long count) {
        reads.add(unit, new Cell.Kpi("p1", "digital", "2025-Q4"), Samples.tasks(count));
        reads.add(unit, new Cell.IndicatorCell("i1"), Samples.reporters(count, count, count, count));
        reads.add(unit, new Cell.Accounting(), Counts.of(Count.RECEIVED, count).with(Count.COUNTED, count));
    }

    private static void tasks(FakeReads reads, String unit) {
        TaskState task = Samples.task("t-" + unit, "Việc của " + unit, LocalDate.parse("2025-12-31"));
        task.getDefinition().setAssignments(List.of(unit));
        task.setEverAssigned(List.of(unit));
        reads.assign(task, unit, Samples.open());
        report(reads, "t-" + unit, unit);
    }

    private static void report(FakeReads reads, String task, String unit) {
        long offset = reads.reports.size();
        var report = Samples.report("r-" + offset + unit, task, unit, Status.IN_PROGRESS);
        reads.reports.add(Samples.stored(report, offset));
        reads.parked.add(Samples.stored(Samples.report("parked-" + unit, "t-undefined", unit, Status.DONE), offset));
        reads.rejections.put(unit + "|" + offset, Samples.rejected(report, offset));
        TaskAlert alert = Samples.alert(unit, "overdue", AlertState.ESCALATED, LocalDate.parse("2025-09-01"));
        alert.setAlertId("overdue|" + task + "|" + unit);
        alert.setTaskId(task);
        alert.setEscalatedTo(unit.startsWith("own") ? "xx-d" : "province");
        reads.alerts.add(alert);
    }

    /** One task of both, on which each has reported. */
    private static void shared(FakeReads reads) {
        TaskState task = Samples.task("t-shared", "Việc chung", LocalDate.parse("2025-12-31"));
        task.getDefinition().setAssignments(List.of("own", "xx-d"));
        task.getDefinition().setCooperating(List.of("own.a", "xx-d.a"));
        task.setEverAssigned(List.of("own", "xx-d", "xx-d.a"));
        reads.versions.put("t-shared", List.of(new TaskVersion(1, task.getDefinition(), Samples.source(1))));
        for (String unit : List.of("own", "xx-d")) {
            reads.assign(task, unit, Samples.open());
            report(reads, "t-shared", unit);
        }
    }

    private static PlanState plan() {
        PlanState plan = Samples.plan("p1");
        plan.getPlan().setIssuerId("xx-d");
        return plan;
    }

    private static IndicatorState indicator() {
        IndicatorState indicator = Samples.share("i1");
        LocalDate due = LocalDate.parse("2025-12-31");
        indicator
                .getDefinition()
                .setTargets(List.of(
                        new Target("all", new BigDecimal("80.00"), null, due),
                        new Target("ward", new BigDecimal("70.00"), null, due),
                        new Target("own", new BigDecimal("60.00"), null, due),
                        new Target("xx-d", new BigDecimal("77.77"), null, due),
                        new Target("xx-never-seen", new BigDecimal("77.77"), null, due)));
        return indicator;
    }
}
