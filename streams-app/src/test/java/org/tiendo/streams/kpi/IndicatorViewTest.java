package org.tiendo.streams.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.RowMeta;
import org.tiendo.v1.Target;
import org.tiendo.v1.Verdict;

class IndicatorViewTest {
    private static final LocalDate ISSUED = LocalDate.parse("2025-01-01");
    private static final LocalDate DUE = LocalDate.parse("2025-12-31");
    private static final RowMeta HALF_WAY =
            new RowMeta(Instant.parse("2025-07-01T17:00:00Z"), LocalDate.parse("2025-07-02"), 3L);
    private static final Counts SUMS = Counts.of(Count.NUMERATOR, 50)
            .with(Count.DENOMINATOR, 100)
            .with(Count.UNITS_EXPECTED, 4)
            .with(Count.UNITS_REPORTED, 3);

    @Test
    void aRowShowsItsFiguresTheTargetAndTheCoverage() {
        // Given
        IndicatorView view = new IndicatorView(indicator(Measure.SHARE), ISSUED, "x", "ward");

        // When
        IndicatorRow row = view.row(SUMS, HALF_WAY);

        // Then
        assertThat(row)
                .isEqualTo(new IndicatorRow(
                        "x",
                        "p.i-1",
                        "p",
                        "c",
                        Measure.SHARE,
                        50L,
                        100L,
                        new BigDecimal("50.00"),
                        new BigDecimal("80.00"),
                        new BigDecimal("90.00"),
                        DUE,
                        Verdict.ON_TRACK,
                        true,
                        4L,
                        3L,
                        HALF_WAY));
    }

    @Test
    void onlyAShareHasAPercentage() {
        IndicatorRow row = new IndicatorView(indicator(Measure.COUNT), ISSUED, "x", "ward").row(SUMS, HALF_WAY);
        assertThat(row.getPercent()).isNull();
        assertThat(row.getNumerator()).isEqualTo(50);
    }

    @Test
    void theRunBeginsWithTheIndicatorElseWithThePlan() {
        // Given an indicator that begins on the very day of the clock
        Indicator own = indicator(Measure.SHARE);
        own.setFrom(LocalDate.parse("2025-07-02"));
        Counts nothingYet = SUMS.with(Count.NUMERATOR, 0);

        // When / Then
        assertThat(new IndicatorView(own, ISSUED, "x", "ward")
                        .row(nothingYet, HALF_WAY)
                        .getVerdict())
                .isEqualTo(Verdict.ON_TRACK);
        assertThat(new IndicatorView(indicator(Measure.SHARE), ISSUED, "x", "ward")
                        .row(nothingYet, HALF_WAY)
                        .getVerdict())
                .isEqualTo(Verdict.OFF_TRACK);
        assertThat(new IndicatorView(indicator(Measure.SHARE), null, "x", "ward")
                        .row(nothingYet, HALF_WAY)
                        .getVerdict())
                .isEqualTo(Verdict.BELOW);
    }

    @Test
    void withoutATargetThereIsNoVerdictAndNoFigureToReach() {
        // Given
        Indicator untargeted = indicator(Measure.SHARE);
        untargeted.setTargets(List.of());

        // When
        IndicatorRow row = new IndicatorView(untargeted, ISSUED, "x", "ward").row(SUMS, HALF_WAY);

        // Then
        assertThat(row.getVerdict()).isNull();
        assertThat(row.getMinimum()).isNull();
        assertThat(row.getDue()).isNull();
    }

    @Test
    void withoutADayThereIsNoRow() {
        IndicatorView view = new IndicatorView(indicator(Measure.SHARE), ISSUED, "x", "ward");
        RowMeta clockless = new RowMeta(null, null, 0L);
        assertThatThrownBy(() -> view.row(SUMS, clockless)).hasMessageContaining("judged on a day");
    }

    private static Indicator indicator(Measure measure) {
        return new Indicator(
                "p.i-1",
                "p",
                "c",
                measure,
                "Tỷ lệ hồ sơ trực tuyến",
                "Share of files handled online",
                "files handled online",
                "all files",
                Recurrence.NONE,
                null,
                List.of(new Target("all", new BigDecimal("80.00"), new BigDecimal("90.00"), DUE)));
    }
}
