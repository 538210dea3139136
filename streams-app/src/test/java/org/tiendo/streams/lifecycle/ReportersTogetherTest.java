package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.at;
import static org.tiendo.streams.lifecycle.LifecycleFixture.report;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topics;
import org.tiendo.internal.IndicatorFigure;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;

class ReportersTogetherTest {
    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aReportIsCountedAfterWhatTheOtherReportersPeriodsBeganWith() {
        // Given a unit that reports on the eve of the first period
        LocalDate from = DAY.plusDays(2);
        stage.pipe(
                Topics.INDICATORS,
                "i",
                Indicator.newBuilder()
                        .setIndicatorId("i")
                        .setPlanId("plan")
                        .setCategoryId("category")
                        .setMeasure(Measure.COUNT)
                        .setFrom(DAY)
                        .build(),
                at(DAY));
        Deadline monthly = Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.MONTHLY)
                .setFrom(from)
                .build();
        stage.publish(task("i", monthly, "u", "v").setIndicatorId("i").build(), DAY);
        stage.report(
                report("r1", "i", "u", Status.IN_PROGRESS, from.minusDays(1))
                        .setNumerator(40L)
                        .build(),
                from.minusDays(1));
        int before = stage.sent(IndicatorFigure.class).size();

        // When the other one reports on the day after, and no timer has had time to fire
        stage.report(
                report("r2", "i", "v", Status.IN_PROGRESS, from.plusDays(1))
                        .setNumerator(2L)
                        .build(),
                from.plusDays(1));

        // Then
        List<IndicatorFigure> figures = stage.sent(IndicatorFigure.class);
        assertThat(figures.subList(before, figures.size()))
                .extracting(IndicatorFigure::getUnitId, ReportersTogetherTest::numerator)
                .contains(tuple("u", 40L))
                .endsWith(tuple("v", 2L));
    }

    private static long numerator(IndicatorFigure figure) {
        return Counts.of(figure.getCounts()).get(Count.NUMERATOR);
    }
}
