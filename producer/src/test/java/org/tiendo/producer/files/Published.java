package org.tiendo.producer.files;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Plan;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** A small plan that has been published; for tests. */
final class Published {
    /** 1 July 2025, 9 o'clock in Vietnam. */
    static final Instant NOW = Instant.parse("2025-07-01T02:00:00Z");

    static final String UNIT = "ban-to-chức";

    static {
        TrustedClasses.addContracts();
    }

    private Published() {}

    /**
     * The tasks t-1 and t-2 of {@link #UNIT}, t-3 of another unit, the quarterly task q, the share i, and t-9 that was
     * called off.
     */
    static PublishedDefinitions definitions() {
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder()
                .plan(
                        Plan.newBuilder()
                                .setPlanId("p")
                                .setTitleVi("Kế hoạch")
                                .setTitleEn("Plan")
                                .setIssuerId("ubnd")
                                .setIssued(LocalDate.of(2024, 1, 15))
                                .build(),
                        "p")
                .unit(Unit.newBuilder().setUnitId(UNIT).setNameVi("Ban Tổ chức").build(), UNIT)
                .indicator(
                        Indicator.newBuilder()
                                .setIndicatorId("i")
                                .setPlanId("p")
                                .setCategoryId("c")
                                .setMeasure(Measure.SHARE)
                                .setNameVi("Tỷ lệ hồ sơ trực tuyến")
                                .setNumerator("files online")
                                .setDenominator("files")
                                .build(),
                        "i");
        task(published, "t-1", "Ban hành quy chế", UNIT, due(LocalDate.of(2025, 12, 31)));
        task(published, "t-2", "Tập huấn cán bộ", UNIT, Deadline.newBuilder().setKind(DeadlineKind.ONGOING));
        task(published, "t-3", "Việc của đơn vị khác", "van-phong", due(LocalDate.of(2025, 9, 30)));
        task(
                published,
                "q",
                "Báo cáo quý",
                UNIT,
                Deadline.newBuilder().setKind(DeadlineKind.RECURRING).setRecurrence(Recurrence.QUARTERLY));
        published.task(
                definition("i", "Chỉ tiêu", UNIT, due(LocalDate.of(2025, 12, 31)))
                        .setIndicatorId("i")
                        .build(),
                "i",
                NOW);
        published.task(
                definition("t-9", "Việc đã thôi", UNIT, due(LocalDate.of(2025, 12, 31)))
                        .setCancelled(true)
                        .build(),
                "t-9",
                NOW);
        return published.build();
    }

    private static void task(
            PublishedDefinitions.Builder published, String id, String title, String unit, Deadline.Builder deadline) {
        published.task(definition(id, title, unit, deadline).build(), id, Instant.parse("2024-01-15T00:00:00Z"));
    }

    static TaskDefinition.Builder definition(String id, String title, String unit, Deadline.Builder deadline) {
        return TaskDefinition.newBuilder()
                .setTaskId(id)
                .setPlanId("p")
                .setCategoryId("c")
                .setTitleVi(title)
                .setAssignments(List.of(unit))
                .setDeadline(deadline.build());
    }

    static Deadline.Builder due(LocalDate day) {
        return Deadline.newBuilder().setKind(DeadlineKind.BY_DATE).setDue(day);
    }

    static RowRules rules() {
        return new RowRules(definitions(), NOW);
    }
}
