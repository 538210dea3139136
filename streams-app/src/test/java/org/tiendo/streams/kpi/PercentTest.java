package org.tiendo.streams.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.Percentages;

class PercentTest {

    @Test
    void theGovernmentReportOf2017ComesOutAsPrinted() {
        // Given report 1270/BC-TCTTTg: 21,914 tasks
        Counts counts = Counts.of(Count.TASKS, 21_914)
                .with(Count.DONE, 16_051)
                .with(Count.DONE_ON_TIME, 14_068)
                .with(Count.DONE_LATE, 1_983)
                .with(Count.OPEN_IN_TERM, 5_640)
                .with(Count.OVERDUE, 223);
        assertThat(14_068 + 1_983 + 5_640 + 223).isEqualTo(21_914);

        // When
        Percentages percent = Percent.of(counts);

        // Then
        assertThat(percent.getDoneOfDue()).isEqualTo("98.63");
        assertThat(percent.getOnTime()).isEqualTo("86.44");
        assertThat(percent.getDone()).isEqualTo("73.25");
    }

    @Test
    void lateAndOverdueTasksBothLowerOnTime() {
        // Given
        Counts counts = Counts.of(Count.DONE_ON_TIME, 2_501).with(Count.OVERDUE, 222);

        // When
        Percentages percent = Percent.of(counts);

        // Then
        assertThat(percent.getOnTime()).isEqualTo("91.85");
        assertThat(Percent.of(counts.with(Count.DONE_LATE, 222)).getOnTime()).isEqualTo("84.92");
    }

    @Test
    void levelsArePooledAndNotAveraged() {
        // Given files handled online, of all files, at three levels
        long[] province = {3_946, 20_000};
        long[] district = {7_184, 10_000};
        long[] commune = {3_189, 3_238};
        assertThat(Percent.percent(province[0], province[1])).isEqualTo("19.73");
        assertThat(Percent.percent(district[0], district[1])).isEqualTo("71.84");
        assertThat(Percent.percent(commune[0], commune[1])).isEqualTo("98.49");

        // When
        BigDecimal pooled =
                Percent.percent(province[0] + district[0] + commune[0], province[1] + district[1] + commune[1]);

        // Then
        assertThat(pooled).isEqualTo("43.08");
    }

    @Test
    void theRowOfTheDesignComesOutAsPrinted() {
        // Given
        Counts counts = Counts.of(Count.TASKS, 12)
                .with(Count.DONE, 4)
                .with(Count.DONE_ON_TIME, 2)
                .with(Count.DONE_LATE, 1)
                .with(Count.OVERDUE, 2)
                .with(Count.WEIGHT, 12)
                .with(Count.WEIGHTED_PERCENT, 12 * 47_50);

        // When
        Percentages percent = Percent.of(counts);

        // Then
        assertThat(percent)
                .isEqualTo(new Percentages(
                        new BigDecimal("33.33"),
                        new BigDecimal("60.00"),
                        new BigDecimal("40.00"),
                        new BigDecimal("47.50")));
    }

    @Test
    void aPercentageOfNothingIsNull() {
        assertThat(Percent.percent(0, 0)).isNull();
        assertThat(Percent.percent(5, 0)).isNull();
        assertThat(Percent.of(Counts.ZERO)).isEqualTo(new Percentages(null, null, null, null));
    }

    @Test
    void halvesAreRoundedUp() {
        assertThat(Percent.percent(1, 800)).as("0.125").isEqualTo("0.13");
        assertThat(Percent.percent(1_249, 1_000_000)).as("0.1249").isEqualTo("0.12");
        assertThat(Percent.of(Counts.of(Count.WEIGHT, 2).with(Count.WEIGHTED_PERCENT, 1))
                        .getProgress())
                .as("half a hundredth")
                .isEqualTo("0.01");
    }

    @Test
    void whatTheContractCannotHoldIsNoShare() {
        assertThat(Percent.percent(9_999_999_99L, 100_00)).isEqualTo("9999999.99");
        assertThat(Percent.percent(100_000, 1)).isNull();
        assertThat(Percent.percent(Long.MAX_VALUE, 1)).isNull();
    }

    @Test
    void thePercentageIsTheNearestHundredth() {
        ForAll.cases(5_000, random -> {
            // Given
            long denominator = random.nextLong(1, 1L << random.nextInt(1, 61));
            long numerator = random.nextLong(denominator + 1);

            // When
            BigDecimal percent = Objects.requireNonNull(Percent.percent(numerator, denominator));

            // Then: hundredths h with h - 1/2 <= exact < h + 1/2, in whole numbers
            BigInteger doubledExact = BigInteger.valueOf(numerator).multiply(BigInteger.valueOf(2 * 100_00));
            BigInteger doubledHundredths = percent.unscaledValue().multiply(BigInteger.TWO);
            BigInteger below = doubledHundredths.subtract(BigInteger.ONE).multiply(BigInteger.valueOf(denominator));
            BigInteger above = doubledHundredths.add(BigInteger.ONE).multiply(BigInteger.valueOf(denominator));
            assertThat(percent.scale()).isEqualTo(2);
            assertThat(doubledExact).isGreaterThanOrEqualTo(below).isLessThan(above);
        });
    }
}
