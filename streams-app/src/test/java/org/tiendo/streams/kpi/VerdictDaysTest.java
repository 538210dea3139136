package org.tiendo.streams.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Target;
import org.tiendo.v1.Verdict;

class VerdictDaysTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate DUE = LocalDate.of(2024, 12, 31);
    private static final int HORIZON_DAYS = 900;

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @Test
    void aFigureThatStaysFallsBehindThenMissesTheDayAfterTheDueDay() {
        // Given 40 of the 100 that are asked for by the end of a leap year of 366 days
        VerdictDays days = days(FROM, 40, target("100.00", DUE));
        LocalDate lastOnTrack = FROM.plusDays(146); // 100 x 146 / 365 is 40

        // Then
        assertThat(days.on(lastOnTrack).verdict()).isEqualTo(Verdict.ON_TRACK);
        assertThat(days.nextChangeAfter(FROM)).contains(lastOnTrack.plusDays(1));
        assertThat(days.on(lastOnTrack.plusDays(1)).verdict()).isEqualTo(Verdict.OFF_TRACK);
        assertThat(days.nextChangeAfter(lastOnTrack.plusDays(1))).contains(DUE.plusDays(1));
        assertThat(days.on(DUE.plusDays(1)).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(days.nextChangeAfter(DUE.plusDays(1))).isEmpty();
    }

    @Test
    void theNextTargetComesIntoForceTheDayAfterTheLastOneIsDue() {
        // Given what is enough for this year and not for the next
        VerdictDays days = days(FROM, 80, target("80.00", DUE), target("90.00", DUE.plusYears(1)));

        // Then
        assertThat(days.nextChangeAfter(FROM)).contains(DUE.plusDays(1));
        assertThat(days.on(DUE.plusDays(1)).due()).isEqualTo(DUE.plusYears(1));
    }

    @Test
    void whatIsMetOrHasNoDueDayNeverChangesByTheCalendarAlone() {
        assertThat(days(FROM, 80, target("80.00", DUE)).nextChangeAfter(FROM)).isEmpty();
        assertThat(days(FROM, 10, target("80.00", null)).nextChangeAfter(FROM)).isEmpty();
        assertThat(days(FROM, 10).nextChangeAfter(FROM)).isEmpty();
    }

    @Test
    void theNextChangeIsTheOneThatAWalkDayByDayFinds() {
        ForAll.cases(150, random -> {
            // Given
            VerdictDays days = randomDays(random);
            LocalDate day = FROM.plusDays(random.nextInt(HORIZON_DAYS) - 100);

            // When
            Optional<LocalDate> next = days.nextChangeAfter(day);

            // Then
            assertThat(next).as("%s after %s", days, day).isEqualTo(walk(days, day));
        });
    }

    private static Optional<LocalDate> walk(VerdictDays days, LocalDate after) {
        VerdictDays.Standing now = days.on(after);
        for (LocalDate day = after.plusDays(1); day.isBefore(FROM.plusDays(2 * HORIZON_DAYS)); day = day.plusDays(1)) {
            VerdictDays.Standing then = days.on(day);
            if (then.verdict() != now.verdict() || !Objects.equals(then.due(), now.due())) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private static VerdictDays randomDays(SplittableRandom random) {
        List<Target> targets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            BigDecimal minimum = BigDecimal.valueOf(random.nextInt(20_000), 2);
            targets.add(new Target(
                    List.of("all", "ward", "u").get(random.nextInt(3)),
                    minimum,
                    random.nextBoolean() ? null : minimum.add(BigDecimal.TEN),
                    random.nextInt(5) == 0 ? null : FROM.plusDays(random.nextInt(HORIZON_DAYS))));
        }
        Indicator.Builder indicator = indicator(random.nextBoolean() ? Measure.SHARE : Measure.COUNT, targets);
        indicator.setFrom(random.nextInt(4) == 0 ? null : FROM.plusDays(random.nextInt(HORIZON_DAYS) - 200));
        LocalDate issued = random.nextInt(4) == 0 ? null : FROM;
        Counts sums = Counts.of(Count.UNITS_EXPECTED, 2)
                .with(Count.UNITS_REPORTED, random.nextInt(3))
                .with(Count.NUMERATOR, random.nextInt(200))
                .with(Count.DENOMINATOR, random.nextInt(200));
        return new VerdictDays(new IndicatorView(indicator.build(), issued, "u", "ward"), sums);
    }

    private static VerdictDays days(LocalDate issued, long numerator, Target... targets) {
        Counts sums =
                Counts.of(Count.UNITS_EXPECTED, 1).with(Count.UNITS_REPORTED, 1).with(Count.NUMERATOR, numerator);
        return new VerdictDays(
                new IndicatorView(indicator(Measure.COUNT, List.of(targets)).build(), issued, "u", "ward"), sums);
    }

    private static Indicator.Builder indicator(Measure measure, List<Target> targets) {
        return Indicator.newBuilder()
                .setIndicatorId("i")
                .setPlanId("p")
                .setCategoryId("c")
                .setMeasure(measure)
                .setTargets(targets);
    }

    private static Target target(String minimum, LocalDate due) {
        return new Target("all", new BigDecimal(minimum), null, due);
    }
}
