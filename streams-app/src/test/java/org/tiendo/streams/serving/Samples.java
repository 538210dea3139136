package org.tiendo.streams.serving;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Source;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;

/** Records to put into stores. */
final class Samples {
    static final Instant RECEIVED = Instant.parse("2025-09-01T02:00:00Z");

    private Samples() {}

    /** The counts of the row that the API's contract shows as its example. */
    static Counts exampleCounts() {
        return Counts.of(Count.TASKS, 12)
                .with(Count.NOT_STARTED, 3)
                .with(Count.IN_PROGRESS, 4)
                .with(Count.DONE, 4)
                .with(Count.BLOCKED, 1)
                .with(Count.ONGOING, 2)
                .with(Count.DORMANT, 1)
                .with(Count.DONE_ON_TIME, 2)
                .with(Count.DONE_LATE, 1)
                .with(Count.OPEN_IN_TERM, 3)
                .with(Count.OVERDUE, 2)
                .with(Count.DUE_SOON, 1)
                .with(Count.WEIGHT, 12)
                .with(Count.WEIGHTED_PERCENT, 12 * 47_50)
                .with(Count.EXPECTED, 11)
                .with(Count.REPORTED, 9)
                .with(Count.SILENT, 1);
    }

    static Counts tasks(long count) {
        return Counts.of(Count.TASKS, count)
                .with(Count.NOT_STARTED, count)
                .with(Count.WEIGHT, count)
                .with(Count.EXPECTED, count);
    }

    static Counts reporters(long expected, long reported, long numerator, long denominator) {
        return Counts.of(Count.UNITS_EXPECTED, expected)
                .with(Count.UNITS_REPORTED, reported)
                .with(Count.NUMERATOR, numerator)
                .with(Count.DENOMINATOR, denominator);
    }

    static TaskState task(String taskId, String titleVi, @Nullable LocalDate due) {
        Deadline deadline = new Deadline();
        deadline.setKind(due == null ? DeadlineKind.ONGOING : DeadlineKind.BY_DATE);
        deadline.setDue(due);
        deadline.setRecurrence(Recurrence.NONE);
        TaskDefinition definition = new TaskDefinition();
        definition.setTaskId(taskId);
        definition.setPlanId("p1");
        definition.setCategoryId("digital");
        definition.setTitleVi(titleVi);
        definition.setTitleEn("");
        definition.setAssignments(List.of());
        definition.setCooperating(List.of());
        definition.setDeadline(deadline);
        definition.setWeight(1);
        return new TaskState(definition, 1, due, List.of(), source(7), null, null, null, null);
    }

    static Source source(long offset) {
        return new Source("tiendo.progress", 2, offset, RECEIVED);
    }

    static OccurrenceState open() {
        return new OccurrenceState("", null, null, 1, List.of());
    }

    static OccurrenceState reported(ProgressReport winner) {
        LocalDate doneSince = winner.getStatus() == Status.DONE ? winner.getAsOf() : null;
        return new OccurrenceState("", winner, doneSince, 1, List.of());
    }

    static ProgressReport report(String reportId, String taskId, String unitId, Status status) {
        ProgressReport report = new ProgressReport();
        report.setReportId(reportId);
        report.setTaskId(taskId);
        report.setUnitId(unitId);
        report.setStatus(status);
        report.setPercent(40);
        report.setAsOf(LocalDate.parse("2025-08-31"));
        report.setReportedAt(RECEIVED);
        report.setEvidence(List.of());
        return report;
    }

    static StoredReport stored(ProgressReport report, long offset) {
        return new StoredReport(report, source(offset), false, true);
    }

    static TaskAlert alert(String unitId, String kind, AlertState state, @Nullable LocalDate due) {
        TaskAlert alert = new TaskAlert();
        alert.setAlertId(kind + "|t1|" + unitId + "||" + due + "|1");
        alert.setKind(kind);
        alert.setState(state);
        alert.setLevel(1);
        alert.setTaskId("t1");
        alert.setUnitId(unitId);
        alert.setPlanId("p1");
        alert.setDue(due);
        alert.setRaisedOn(LocalDate.parse("2025-09-01"));
        alert.setEpisode(1);
        return alert;
    }

    static RejectedReport rejected(ProgressReport report, long offset) {
        return new RejectedReport(
                "NOT_ASSIGNED", "Không giao", "Not assigned", report, "tiendo.progress", 2, offset, RECEIVED);
    }

    static PlanState plan(String planId) {
        Plan plan = new Plan();
        plan.setPlanId(planId);
        plan.setTitleVi("Kế hoạch");
        plan.setTitleEn("");
        plan.setIssuerId("root");
        plan.setIssued(LocalDate.parse("2025-01-01"));
        plan.setImplements$(List.of());
        return new PlanState(plan, source(1));
    }

    static IndicatorState share(String indicatorId) {
        Indicator indicator = new Indicator();
        indicator.setIndicatorId(indicatorId);
        indicator.setPlanId("p1");
        indicator.setCategoryId("online-services");
        indicator.setMeasure(Measure.SHARE);
        indicator.setNameVi("Hồ sơ trực tuyến");
        indicator.setNameEn("Files online");
        indicator.setNumerator("files online");
        indicator.setDenominator("files");
        indicator.setRecurrence(Recurrence.NONE);
        indicator.setTargets(List.of(
                new Target("all", new BigDecimal("80.00"), new BigDecimal("90.00"), LocalDate.parse("2025-12-31"))));
        return new IndicatorState(indicator, source(2), null, 0);
    }
}
