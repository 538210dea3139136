package org.tiendo.streams.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Target;
import org.tiendo.v1.Verdict;

class VerdictsTest {
    private static final LocalDate FROM = LocalDate.parse("2025-01-01");
    private static final LocalDate DUE = LocalDate.parse("2025-12-31");
    private static final Target EIGHTY_OR_NINETY =
            new Target("all", new BigDecimal("80.00"), new BigDecimal("90.00"), DUE);

    /** From worst to best, for a target with a due date whose figures are known. */
    private static final List<Verdict> LADDER =
            List.of(Verdict.MISSED, Verdict.OFF_TRACK, Verdict.ON_TRACK, Verdict.MET_MINIMUM, Verdict.MET_STRETCH);

    @ParameterizedTest
    @CsvSource({
        "7999, MISSED",
        "8000, MET_MINIMUM",
        "8999, MET_MINIMUM",
        "9000, MET_STRETCH",
    })
    void theBoundsThemselvesAreMet(long hundredths, Verdict expected) {
        assertThat(judge(hundredths, 100_00, EIGHTY_OR_NINETY, FROM, DUE.plusDays(1)))
                .isEqualTo(expected);
    }

    @Test
    void whatRoundsToTheMinimumDoesNotReachIt() {
        // Given 79.99999 %, which prints as 80.00
        long numerator = 7_999_999;
        assertThat(Percent.percent(numerator, 10_000_000)).isEqualTo("80.00");

        // When
        Verdict verdict = judge(numerator, 10_000_000, EIGHTY_OR_NINETY, FROM, DUE.plusDays(1));

        // Then
        assertThat(verdict).isEqualTo(Verdict.MISSED);
    }

    @Test
    void largeFiguresAreStillExact() {
        long denominator = Long.MAX_VALUE / 5 * 5;
        long minimum = denominator / 5 * 4;
        assertThat(judge(minimum, denominator, EIGHTY_OR_NINETY, FROM, DUE)).isEqualTo(Verdict.MET_MINIMUM);
        assertThat(judge(minimum - 1, denominator, EIGHTY_OR_NINETY, FROM, DUE.plusDays(1)))
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void theDueDayItselfIsNotMissed() {
        assertThat(judge(7999, 100_00, EIGHTY_OR_NINETY, FROM, DUE)).isEqualTo(Verdict.OFF_TRACK);
        assertThat(judge(7999, 100_00, EIGHTY_OR_NINETY, FROM, DUE.plusDays(1))).isEqualTo(Verdict.MISSED);
    }

    @ParameterizedTest
    @CsvSource({"3999, OFF_TRACK", "4000, ON_TRACK"})
    void halfWayThroughHalfOfTheMinimumIsExpected(long hundredths, Verdict expected) {
        // Given a run of 364 days, of which 182 have passed
        LocalDate halfWay = FROM.plusDays(182);

        // When / Then
        assertThat(judge(hundredths, 100_00, EIGHTY_OR_NINETY, FROM, halfWay)).isEqualTo(expected);
    }

    @Test
    void nothingIsExpectedBeforeTheRunBegins() {
        assertThat(judge(0, 100, EIGHTY_OR_NINETY, FROM, FROM)).isEqualTo(Verdict.ON_TRACK);
        assertThat(judge(0, 100, EIGHTY_OR_NINETY, FROM, FROM.minusDays(30))).isEqualTo(Verdict.ON_TRACK);
    }

    @Test
    void aRunOfNoDaysExpectsTheWholeMinimum() {
        for (LocalDate from : List.of(DUE, DUE.plusDays(1), DUE.plusYears(1))) {
            assertThat(judge(7999, 100_00, EIGHTY_OR_NINETY, from, DUE)).isEqualTo(Verdict.OFF_TRACK);
            assertThat(judge(8000, 100_00, EIGHTY_OR_NINETY, from, DUE)).isEqualTo(Verdict.MET_MINIMUM);
        }
    }

    @Test
    void withoutADateThereIsNoTrack() {
        Target open = new Target("all", new BigDecimal("80.00"), null, null);
        assertThat(judge(7999, 100_00, open, FROM, DUE)).isEqualTo(Verdict.BELOW);
        assertThat(judge(8000, 100_00, open, FROM, DUE)).isEqualTo(Verdict.MET_MINIMUM);
        assertThat(judge(7999, 100_00, EIGHTY_OR_NINETY, null, DUE)).isEqualTo(Verdict.BELOW);
        assertThat(judge(7999, 100_00, EIGHTY_OR_NINETY, null, DUE.plusDays(1))).isEqualTo(Verdict.MISSED);
    }

    @Test
    void withoutAStretchTheMinimumIsAllThereIsToMeet() {
        Target minimumOnly = new Target("all", new BigDecimal("80.00"), null, DUE);
        assertThat(judge(100, 100, minimumOnly, FROM, DUE)).isEqualTo(Verdict.MET_MINIMUM);
    }

    @Test
    void withoutFiguresThereIsNoData() {
        // Given one who reported nothing, and one who reported a share of nothing
        Counts unheard = Counts.of(Count.UNITS_EXPECTED, 3);
        Counts shareOfNothing = unheard.with(Count.UNITS_REPORTED, 3);

        // When / Then
        for (LocalDate clock : List.of(FROM, DUE.plusDays(1))) {
            assertThat(Verdicts.judge(Measure.SHARE, unheard, EIGHTY_OR_NINETY, FROM, clock))
                    .isEqualTo(Verdict.NO_DATA);
            assertThat(Verdicts.judge(Measure.COUNT, unheard, EIGHTY_OR_NINETY, FROM, clock))
                    .isEqualTo(Verdict.NO_DATA);
            assertThat(Verdicts.judge(Measure.SHARE, shareOfNothing, EIGHTY_OR_NINETY, FROM, clock))
                    .isEqualTo(Verdict.NO_DATA);
        }
        assertThat(Verdicts.judge(Measure.COUNT, shareOfNothing, EIGHTY_OR_NINETY, FROM, DUE.plusDays(1)))
                .as("a count needs no denominator")
                .isEqualTo(Verdict.MISSED);
        assertThat(Verdicts.judge(Measure.SHARE, unheard, null, FROM, DUE)).isNull();
    }

    @Test
    void aMilestoneIsMetByOne() {
        Target reached = new Target("all", BigDecimal.ONE.setScale(2), null, DUE);
        Counts one = Counts.of(Count.NUMERATOR, 1).with(Count.UNITS_REPORTED, 1);
        assertThat(Verdicts.judge(Measure.MILESTONE, one, reached, FROM, DUE)).isEqualTo(Verdict.MET_MINIMUM);
        assertThat(Verdicts.judge(Measure.MILESTONE, one.with(Count.NUMERATOR, 0), reached, FROM, DUE))
                .isEqualTo(Verdict.OFF_TRACK);
    }

    @Test
    void moreNeverMakesAVerdictWorseAndLaterNeverMakesItBetter() {
        ForAll.cases(3_000, random -> {
            // Given
            Target target = anyTarget(random);
            long denominator = random.nextLong(1, 5_000);
            long less = random.nextLong(denominator + 1);
            long more = random.nextLong(less, denominator + 1);
            LocalDate early = FROM.plusDays(random.nextLong(-20, 400));
            LocalDate late = early.plusDays(random.nextLong(100));

            // When / Then
            assertThat(rank(more, denominator, target, early))
                    .isGreaterThanOrEqualTo(rank(less, denominator, target, early));
            assertThat(rank(less, denominator, target, late))
                    .isLessThanOrEqualTo(rank(less, denominator, target, early));
        });
    }

    @Test
    void onlyTheRatioOfAShareMatters() {
        ForAll.cases(2_000, random -> {
            // Given
            Target target = anyTarget(random);
            long denominator = random.nextLong(1, 5_000);
            long numerator = random.nextLong(denominator + 1);
            long factor = random.nextLong(1, 1_000_000_000);
            LocalDate clock = FROM.plusDays(random.nextLong(-20, 400));

            // When / Then
            assertThat(judge(numerator * factor, denominator * factor, target, FROM, clock))
                    .isEqualTo(judge(numerator, denominator, target, FROM, clock));
        });
    }

    private static Target anyTarget(SplittableRandom random) {
        long minimum = random.nextLong(100_00);
        BigDecimal stretch = random.nextBoolean() ? BigDecimal.valueOf(random.nextLong(minimum, 100_00), 2) : null;
        return new Target("all", BigDecimal.valueOf(minimum, 2), stretch, FROM.plusDays(random.nextLong(-5, 365)));
    }

    private static int rank(long numerator, long denominator, Target target, LocalDate clock) {
        Verdict verdict = judge(numerator, denominator, target, FROM, clock);
        assertThat(LADDER).contains(verdict);
        return LADDER.indexOf(verdict);
    }

    private static @Nullable Verdict judge(
            long numerator, long denominator, Target target, @Nullable LocalDate from, LocalDate clock) {
        Counts sums = Counts.of(Count.NUMERATOR, numerator)
                .with(Count.DENOMINATOR, denominator)
                .with(Count.UNITS_EXPECTED, 1)
                .with(Count.UNITS_REPORTED, 1);
        return Verdicts.judge(Measure.SHARE, sums, target, from, clock);
    }
}
