package org.tiendo.streams.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topics;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.Verdict;

class ScorecardIndicatorRowsTest {

    @Test
    void aVerdictChangesAtMidnightWithoutAReport() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given 40 % of an 80 % target, half way through the year
            defined(rig);
            rig.figures("x", "i-1", 40, 100);
            rig.clock("2025-07-02");
            assertThat(rig.settledIndicators()).singleElement().satisfies(row -> {
                assertThat(row.getVerdict()).isEqualTo(Verdict.ON_TRACK);
                assertThat(row.getPercent()).isEqualTo("40.00");
            });

            // When the days go by
            rig.clockOf(0, 1, "2025-07-02T16:59:59Z");
            List<IndicatorRow> sameDay = rig.settledIndicators();
            rig.clockOf(0, 1, "2025-07-02T17:00:00Z");
            List<IndicatorRow> nextDay = rig.settledIndicators();
            rig.clock("2025-12-31");
            List<IndicatorRow> dueDay = rig.settledIndicators();
            rig.clockOf(0, 1, "2025-12-31T17:00:00Z");
            List<IndicatorRow> afterDue = rig.settledIndicators();
            rig.clock("2026-05-01");
            List<IndicatorRow> longAfter = rig.settledIndicators();

            // Then
            assertThat(sameDay).isEmpty();
            assertThat(nextDay).extracting(IndicatorRow::getVerdict).containsExactly(Verdict.OFF_TRACK);
            assertThat(nextDay.get(0).getMeta().getClock()).isEqualTo("2025-07-03");
            assertThat(dueDay).as("still off track: nothing new").isEmpty();
            assertThat(afterDue).extracting(IndicatorRow::getVerdict).containsExactly(Verdict.MISSED);
            assertThat(longAfter).isEmpty();
        }
    }

    @Test
    void theNextTargetHoldsFromTheDayAfterTheFirstIsDue() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            rig.plan("p", "2025-01-01");
            rig.indicator(
                    "i-1", ScorecardRig.goal("all", 80, "2025-12-31"), ScorecardRig.goal("all", 90, "2026-12-31"));
            rig.unit("x", "ward", 1);
            rig.figures("x", "i-1", 85, 100);
            rig.clock("2025-12-31");
            assertThat(rig.settledIndicators())
                    .extracting(IndicatorRow::getVerdict)
                    .containsExactly(Verdict.MET_MINIMUM);

            // When
            rig.clock("2026-01-01");

            // Then
            assertThat(rig.settledIndicators()).singleElement().satisfies(row -> {
                assertThat(row.getMinimum()).isEqualTo("90.00");
                assertThat(row.getDue()).isEqualTo("2026-12-31");
                assertThat(row.getVerdict()).isEqualTo(Verdict.ON_TRACK);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"definition", "unit", "clock"})
    void aRowWaitsForAllThatItIsJudgedBy(String last) {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given figures, and everything but one
            rig.plan("p", "2025-01-01");
            rig.figures("x", "i-1", 40, 100);
            List<String> parts = List.of("definition", "unit", "clock");
            parts.stream().filter(part -> !part.equals(last)).forEach(part -> bring(rig, part));
            assertThat(rig.settled(Topics.KPI_INDICATORS)).isEmpty();
            assertThat(rig.settled(Topics.KPI_INDICATORS)).isEmpty();

            // When
            try (ScorecardRig next = rig.restarted()) {
                bring(next, last);

                // Then
                assertThat(next.settledIndicators())
                        .extracting(IndicatorRow::getVerdict)
                        .containsExactly(Verdict.ON_TRACK);
            }
        }
    }

    private static void bring(ScorecardRig rig, String part) {
        switch (part) {
            case "definition" -> rig.indicator("i-1", ScorecardRig.goal("all", 80, "2025-12-31"));
            case "unit" -> rig.unit("x", "ward", 1);
            default -> rig.clock("2025-07-02");
        }
    }

    @Test
    void aNewTargetOrADifferentPlanIsJudgedAtOnce() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            defined(rig);
            rig.figures("x", "i-1", 40, 100);
            rig.clock("2025-07-02");
            assertThat(rig.settledIndicators()).hasSize(1);

            // When / Then: an earlier begin expects more by now
            rig.plan("p", "2024-01-01");
            assertThat(rig.settledIndicators())
                    .extracting(IndicatorRow::getVerdict)
                    .containsExactly(Verdict.OFF_TRACK);

            // When / Then: a lower target is met
            rig.indicator("i-1", ScorecardRig.goal("all", 40, "2025-12-31"));
            assertThat(rig.settledIndicators())
                    .extracting(IndicatorRow::getVerdict)
                    .containsExactly(Verdict.MET_MINIMUM);

            // When / Then: the same again says nothing new
            rig.indicator("i-1", ScorecardRig.goal("all", 40, "2025-12-31"));
            rig.plan("p", "2024-01-01");
            assertThat(rig.settledIndicators()).isEmpty();
        }
    }

    @Test
    void aUnitOfAnotherKindIsHeldToThatKindsTarget() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            rig.plan("p", "2025-01-01");
            rig.indicator(
                    "i-1", ScorecardRig.goal("all", 80, "2025-12-31"), ScorecardRig.goal("ward", 30, "2025-12-31"));
            rig.unit("x", "province", 1);
            rig.figures("x", "i-1", 40, 100);
            rig.clock("2025-07-02");
            assertThat(rig.settledIndicators())
                    .extracting(IndicatorRow::getVerdict)
                    .containsExactly(Verdict.ON_TRACK);

            // When
            rig.unit("x", "ward", 2);

            // Then
            assertThat(rig.settledIndicators()).singleElement().satisfies(row -> {
                assertThat(row.getMinimum()).isEqualTo("30.00");
                assertThat(row.getVerdict()).isEqualTo(Verdict.MET_MINIMUM);
                assertThat(row.getMeta().getTreeVersion()).isEqualTo(2);
            });
        }
    }

    @Test
    void figuresArePooledOverTheUnitsThatReport() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given three levels of files handled online, and one who has not reported
            defined(rig);
            rig.clock("2025-07-02");
            rig.figures("x", "i-1", 3_946, 20_000);
            rig.figures("x", "i-1", 7_184, 10_000);
            rig.figures("x", "i-1", 3_189, 3_238);
            rig.change("x", new Cell.IndicatorCell("i-1"), Counts.of(Count.UNITS_EXPECTED, 1));

            // When
            List<IndicatorRow> rows = rig.settledIndicators();

            // Then
            assertThat(rows).singleElement().satisfies(row -> {
                assertThat(row.getPercent()).isEqualTo("43.08");
                assertThat(row.getUnitsReported()).isEqualTo(3);
                assertThat(row.getUnitsExpected()).isEqualTo(4);
                assertThat(row.getProvisional()).isTrue();
            });
        }
    }

    @Test
    void anIndicatorWithoutReportersIsATombstoneAndComesBack() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given
            defined(rig);
            rig.clock("2025-07-02");
            rig.figures("x", "i-1", 40, 100);
            assertThat(rig.settledIndicators()).hasSize(1);

            // When
            rig.change(
                    "x",
                    new Cell.IndicatorCell("i-1"),
                    Counts.of(Count.NUMERATOR, 40)
                            .with(Count.DENOMINATOR, 100)
                            .with(Count.UNITS_EXPECTED, 1)
                            .with(Count.UNITS_REPORTED, 1)
                            .negate());
            List<TestRecord<String, SpecificRecord>> gone = rig.settled(Topics.KPI_INDICATORS);
            rig.figures("x", "i-1", 40, 100);
            List<IndicatorRow> back = rig.settledIndicators();

            // Then
            assertThat(gone).singleElement().satisfies(row -> {
                assertThat(row.key()).isEqualTo("x|i-1");
                assertThat(row.value()).isNull();
            });
            assertThat(back).hasSize(1);
        }
    }

    @Test
    void aMidnightIsWorkedOffInSlicesAndARestartInBetweenLosesNone() {
        try (ScorecardRig rig = new ScorecardRig()) {
            // Given more on-track units than fit in one slice
            int units = ScorecardProcessor.SLICE + 500;
            defined(rig);
            rig.clock("2025-07-02");
            for (int i = 0; i < units; i++) {
                rig.unit("unit-" + i, "ward", 1);
                rig.figures("unit-" + i, "i-1", 40, 100);
            }
            assertThat(rig.settled(Topics.KPI_INDICATORS)).hasSize(ScorecardProcessor.SLICE);
            assertThat(rig.settled(Topics.KPI_INDICATORS)).hasSize(500);

            // When
            rig.clock("2025-07-03");
            List<IndicatorRow> first = rig.settledIndicators();
            Set<String> judged = new HashSet<>();
            first.forEach(row -> judged.add(row.getUnitId()));
            try (ScorecardRig next = rig.restarted()) {
                for (int slice = 0; slice < 2; slice++) {
                    next.settledIndicators()
                            .forEach(row -> assertThat(judged.add(row.getUnitId()))
                                    .as("once each")
                                    .isTrue());
                }

                // Then
                assertThat(first).hasSize(ScorecardProcessor.SLICE);
                assertThat(judged).hasSize(units);
                assertThat(next.store(PipelineStores.UNSETTLED_ROWS).all().hasNext())
                        .as("anything left to do")
                        .isFalse();
            }
        }
    }

    private static void defined(ScorecardRig rig) {
        rig.plan("p", "2025-01-01");
        rig.indicator("i-1", ScorecardRig.goal("all", 80, "2025-12-31"));
        rig.unit("x", "ward", 1);
    }
}
