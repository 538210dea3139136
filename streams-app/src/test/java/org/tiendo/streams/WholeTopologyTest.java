package org.tiendo.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;
import org.tiendo.v1.Verdict;

/** All stages together on one partition: public records in, public records out, as other systems read them. */
class WholeTopologyTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 10);
    private static final LocalDate DUE = LocalDate.of(2024, 3, 31);

    private final TopologyRig rig = new TopologyRig(BusinessTime.startOf(DAY), List.of());

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void oneReportReachesEveryRowOfEveryUnitAbove() {
        // Given a province, a city in it, a plan and its tasks
        publishProvinceAndTasks();

        // When the city reports one task done and one indicator
        send(Topics.PROGRESS, "t1", report("r1", "t1", Status.DONE).build());
        send(
                Topics.PROGRESS,
                "i1",
                report("r2", "i1", Status.IN_PROGRESS)
                        .setNumerator(85L)
                        .setDenominator(100L)
                        .build());
        rig.settle();

        // Then
        assertThat(rig.newest(Topics.KPI_BY_UNIT, KpiRow.class))
                .extracting(KpiRow::getUnitId, KpiRow::getTasks, KpiRow::getDone, KpiRow::getDoneOnTime)
                .containsExactlyInAnyOrder(tuple("city", 2L, 1L, 1L), tuple("province", 2L, 1L, 1L));
        assertThat(rig.newest(Topics.KPI_INDICATORS, IndicatorRow.class))
                .extracting(IndicatorRow::getUnitId, IndicatorRow::getPercent, IndicatorRow::getVerdict)
                .containsExactlyInAnyOrder(
                        tuple("city", new BigDecimal("85.00"), Verdict.MET_MINIMUM),
                        tuple("province", new BigDecimal("85.00"), Verdict.MET_MINIMUM));
    }

    @Test
    void aDayThatPassesRaisesAnAlertAndMovesTheRows() {
        // Given
        publishProvinceAndTasks();
        rig.settle();

        // When
        Instant after = BusinessTime.startOf(DUE.plusDays(1));
        rig.send(Topics.CLOCK, null, new ClockTick(after), after);
        rig.settle();

        // Then
        assertThat(rig.newest(Topics.ALERTS_OVERDUE, TaskAlert.class))
                .extracting(TaskAlert::getTaskId, TaskAlert::getRaisedOn)
                .containsExactlyInAnyOrder(tuple("t1", DUE.plusDays(1)), tuple("t2", DUE.plusDays(1)));
        assertThat(rig.newest(Topics.KPI_BY_DEADLINE, KpiRow.class))
                .allMatch(row -> row.getBucket().equals("2024-Q1") && row.getOverdue() == 2)
                .hasSize(2);
        assertThat(rig.newest(Topics.KPI_BY_UNIT, KpiRow.class))
                .extracting(KpiRow::getOverdue)
                .containsExactly(2L, 2L);
    }

    @Test
    void aMovedUnitTakesItsTotalsAlong() {
        // Given
        publishProvinceAndTasks();
        send(Topics.UNITS, "other", unit("other", null));
        rig.settle();

        // When
        send(Topics.UNITS, "city", unit("city", "other"));
        rig.settle();

        // Then
        assertThat(rig.newest(Topics.KPI_BY_UNIT, KpiRow.class))
                .extracting(KpiRow::getUnitId, KpiRow::getTasks)
                .containsExactlyInAnyOrder(tuple("city", 2L), tuple("other", 2L));
    }

    @Test
    void whatIsRefusedSaysWhyInBothLanguages() {
        // Given
        publishProvinceAndTasks();

        // When
        send(
                Topics.PROGRESS,
                "t1",
                report("r1", "t1", Status.DONE).setUnitId("province").build());

        // Then
        assertThat(rig.newest(Topics.REJECTED, RejectedReport.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.getCode()).isEqualTo("NOT_ASSIGNED");
                    assertThat(rejected.getMessageVi()).isNotBlank();
                    assertThat(rejected.getMessageEn()).isNotBlank();
                    assertThat(rejected.getTopic()).isEqualTo(Topics.PROGRESS.name());
                });
    }

    private void publishProvinceAndTasks() {
        send(Topics.UNITS, "province", unit("province", null));
        send(Topics.UNITS, "city", unit("city", "province"));
        send(
                Topics.PLANS,
                "plan",
                Plan.newBuilder()
                        .setPlanId("plan")
                        .setTitleVi("Kế hoạch")
                        .setIssuerId("province")
                        .setIssued(DAY)
                        .build());
        send(
                Topics.INDICATORS,
                "i1",
                Indicator.newBuilder()
                        .setIndicatorId("i1")
                        .setPlanId("plan")
                        .setCategoryId("digital")
                        .setNameVi("Tỷ lệ hồ sơ trực tuyến")
                        .setMeasure(Measure.SHARE)
                        .setTargets(List.of(Target.newBuilder()
                                .setMinimum(new BigDecimal("80.00"))
                                .setStretch(new BigDecimal("90.00"))
                                .setDue(LocalDate.of(2025, 12, 31))
                                .build()))
                        .build());
        Stream.of("t1", "t2")
                .forEach(taskId -> send(Topics.TASKS, taskId, task(taskId, DUE).build()));
        send(Topics.TASKS, "i1", task("i1", null).setIndicatorId("i1").build());
    }

    private static Unit unit(String unitId, String parentId) {
        return Unit.newBuilder()
                .setUnitId(unitId)
                .setNameVi(unitId)
                .setPlacements(List.of(new Placement(parentId, LocalDate.EPOCH)))
                .build();
    }

    private static TaskDefinition.Builder task(String taskId, LocalDate due) {
        return TaskDefinition.newBuilder()
                .setTaskId(taskId)
                .setPlanId("plan")
                .setCategoryId("digital")
                .setTitleVi("Nhiệm vụ " + taskId)
                .setAssignments(List.of("city"))
                .setDeadline(Deadline.newBuilder()
                        .setKind(due == null ? DeadlineKind.NONE : DeadlineKind.BY_DATE)
                        .setDue(due)
                        .build());
    }

    private static ProgressReport.Builder report(String reportId, String taskId, Status status) {
        return ProgressReport.newBuilder()
                .setReportId(reportId)
                .setTaskId(taskId)
                .setUnitId("city")
                .setStatus(status)
                .setAsOf(DAY)
                .setReportedAt(BusinessTime.startOf(DAY));
    }

    private void send(Topic topic, String key, SpecificRecord value) {
        rig.send(topic, key, value, BusinessTime.startOf(DAY));
    }
}
